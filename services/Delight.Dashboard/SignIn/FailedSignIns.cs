using System.Collections.Concurrent;

namespace Delight.Dashboard.SignIn;

/// <summary>Whoever gives a wrong password too often waits, whether or not there is such a user.</summary>
internal sealed class FailedSignIns(TimeProvider time)
{
    public const int Most = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);
    private const int MostNames = 10_000;
    private readonly ConcurrentDictionary<string, Failures> _failures = new(StringComparer.OrdinalIgnoreCase);

    public bool IsLocked(string name) => _failures.TryGetValue(name, out var failures) && failures.Count >= Most && time.GetUtcNow() - failures.Last < Lockout;

    /// <returns>How many there were within the time of a lockout.</returns>
    public int Count(string name)
    {
        var now = time.GetUtcNow();
        if (_failures.Count > MostNames)
        {
            foreach (var (old, failures) in _failures.Where(f => f.Value.Count < Most || now - f.Value.Last >= Lockout))
            {
                _failures.TryRemove(KeyValuePair.Create(old, failures));
            }
        }

        return _failures.AddOrUpdate(name, _ => new Failures(1, now), (_, before) => new Failures(now - before.Last < Lockout ? before.Count + 1 : 1, now)).Count;
    }

    public void Forget(string name) => _failures.TryRemove(name, out _);

    private sealed record Failures(int Count, DateTimeOffset Last);
}
