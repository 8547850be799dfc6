using System.Collections.Concurrent;
using Delight.Platform.Store;

namespace Delight.Dashboard.SignIn;

/// <summary>Sessions that somebody signed out of. The store keeps them, so that a copy of the cookie and the pages of other tabs end at every
/// process; each asks for all of them at most once in two seconds, however many pages are open.</summary>
internal sealed class EndedSessions(IStore store, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _endedHere = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private IReadOnlySet<string> _known = new HashSet<string>();
    private DateTimeOffset _askedAt;
    private Task<IReadOnlySet<string>>? _asked;

    public async ValueTask<bool> ContainsAsync(string id, CancellationToken cancellationToken) =>
        _endedHere.ContainsKey(id) || (await KnownAsync().WaitAsync(cancellationToken)).Contains(id);

    /// <param name="until">When the session would have ended by itself.</param>
    /// <returns>Whether other processes learn of it; they do not while the store is away.</returns>
    public async Task<bool> EndAsync(string id, DateTimeOffset until)
    {
        var now = time.GetUtcNow();
        foreach (var (old, _) in _endedHere.Where(e => e.Value <= now))
        {
            _endedHere.TryRemove(old, out _);
        }

        _endedHere[id] = until;
        try
        {
            // Not given up by whoever closes the tab while it is done.
            await store.WriteAsync(async session =>
            {
                await session.EachAsync<object>("delete from ended_sessions where ends_at <= @Now", [new { Now = now.ToStore() }]);
                await session.EachAsync<object>("insert into ended_sessions (id, ends_at) values (@Id, @EndsAt) on conflict (id) do nothing", [new { Id = id, EndsAt = until.ToStore() }]);
            }, CancellationToken.None);
            return true;
        }
        catch (Exception failure) when (store.IsTransient(failure))
        {
            return false;
        }
    }

    private Task<IReadOnlySet<string>> KnownAsync()
    {
        lock (_gate)
        {
            if (_asked is null || (_asked.IsCompleted && time.GetUtcNow() - _askedAt >= Moment))
            {
                (_asked, _askedAt) = (Task.Run(AskAsync), time.GetUtcNow());
            }

            return _asked;
        }
    }

    /// <summary>While the store is away, what was known holds: its pages show nothing in the meantime, and need not send everybody to the door.</summary>
    private async Task<IReadOnlySet<string>> AskAsync()
    {
        try
        {
            var ids = await store.ReadAsync(s => s.QueryAsync<string>("select id from ended_sessions where ends_at > @Now", new { Now = time.GetUtcNow().ToStore() }), CancellationToken.None);
            _known = ids.ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception failure) when (store.IsTransient(failure))
        {
            // Asked again in a moment.
        }

        return _known;
    }
}
