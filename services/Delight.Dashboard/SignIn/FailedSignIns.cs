namespace Delight.Dashboard.SignIn;

/// <summary>Whoever gives a wrong password too often waits, whether or not there is such a user.</summary>
internal sealed class FailedSignIns(TimeProvider time)
{
    public const int Most = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);
    private const int MostNames = 10_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Failures> _failures = new(StringComparer.OrdinalIgnoreCase);

    public bool IsLocked(string name)
    {
        lock (_gate)
        {
            return IsLocked(name, time.GetUtcNow());
        }
    }

    /// <summary>Counts an attempt before its password is looked at, so that of many at once no more than these are looked at.</summary>
    /// <param name="isKnown">Nobody's lock is lifted by wrong passwords for ten thousand other names.</param>
    /// <returns>How many there were within the time of a lockout; nothing when the name is locked.</returns>
    public int? Count(string name, bool isKnown)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (IsLocked(name, now))
            {
                return null;
            }

            if (_failures.Count >= MostNames)
            {
                DropSome(now);
            }

            var before = _failures.TryGetValue(name, out var failures) && now - failures.Last < Lockout ? failures.Count : 0;
            _failures[name] = new Failures(before + 1, now, isKnown);
            return before + 1;
        }
    }

    public void Forget(string name)
    {
        lock (_gate)
        {
            _failures.Remove(name);
        }
    }

    private bool IsLocked(string name, DateTimeOffset now) => _failures.TryGetValue(name, out var failures) && failures.Count >= Most && now - failures.Last < Lockout;

    /// <summary>At least half, so that it is not done again for every name that comes.</summary>
    private void DropSome(DateTimeOffset now)
    {
        foreach (var (name, _) in _failures.Where(f => now - f.Value.Last >= Lockout).ToArray())
        {
            _failures.Remove(name);
        }

        foreach (var (name, _) in _failures.Where(f => !f.Value.IsKnown).OrderBy(f => f.Value.Last).Take(_failures.Count - (MostNames / 2)).ToArray())
        {
            _failures.Remove(name);
        }
    }

    private sealed record Failures(int Count, DateTimeOffset Last, bool IsKnown);
}
