using System.Collections.Concurrent;
using System.Globalization;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Shopify.Reconciling;

/// <summary>What came by webhook and waits in our own spools and queues, after a flash sale say, was not missed: a comparison waits until all is
/// taken in that had come when it was due, and looks at no change since. What comes meanwhile is not waited for, or it would never end.</summary>
internal sealed class OwnBacklog(IStore store, TimeProvider time)
{
    /// <summary>As long as the platform itself tries to deliver. Then somebody's spool is lost, and what is in it had better be fetched.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <summary>Something is always on its way; nobody needs to hear of that.</summary>
    private static readonly TimeSpan SaidAfter = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Mark> _marks = new();

    public async Task<Look> LookAsync(Claim claim, CancellationToken cancellationToken)
    {
        var (shop, now) = (claim.Row.Shop, time.GetUtcNow());
        var (taken, underWay) = await store.ReadAsync(s => s.BacklogAsync(), cancellationToken);
        var mark = new Mark(claim.Row.EndedAt, now, taken, underWay);
        if (_marks.TryGetValue(shop, out var before) && before.After == mark.After && before.Taken <= taken && before.At <= now)
        {
            mark = before; // Otherwise another process has compared meanwhile, the sums of runs long ended were cleared away, or the clock was put back.
        }

        if (underWay > 0 && taken < mark.Taken + mark.UnderWay && now - mark.At < Longest)
        {
            _marks[shop] = mark;
            return new Look(null, now - mark.At < SaidAfter ? null : string.Create(CultureInfo.InvariantCulture,
                $"Of the webhooks that had come by {mark.At:yyyy-MM-dd HH:mm:ss} UTC, {mark.UnderWay:N0} were not taken in by the ledger, and some wait yet. The comparison waits for them, until {mark.At + Longest:yyyy-MM-dd HH:mm:ss} UTC at most."));
        }

        _marks.TryRemove(shop, out _);
        return new Look(underWay == 0 ? now : mark.At, null);
    }

    /// <param name="After">When the last comparison ended.</param>
    private sealed record Mark(long? After, DateTimeOffset At, long Taken, long UnderWay);
}

/// <param name="InUntil">What had come by then is taken in; nothing while it is not.</param>
/// <param name="Waits">What for, when that takes long; a sentence.</param>
internal sealed record Look(DateTimeOffset? InUntil, string? Waits);
