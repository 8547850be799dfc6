using Delight.Platform.Store;

namespace Delight.Shopify.WriteBack;

/// <summary>What the shop refuses and may take yet is asked for again a few times, and called refused only when that did not help.</summary>
internal static class RefusedForNow
{
    /// <summary>After it was first refused. An order may be looked at for other reasons in between.</summary>
    private static readonly TimeSpan[] AskedAgainAfter = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)];

    /// <returns>The outcome; while the shop is to be asked again, as if nothing had been refused.</returns>
    public static Outcome Weigh(Outcome outcome, DateTimeOffset now)
    {
        if (!outcome.MayPass)
        {
            return outcome;
        }

        // What changed since is another thing to be taken or refused.
        var since = outcome.Order is { RefusedSince: { } known, ChangedAt: var changed } && known >= changed ? Instant.FromStore(known) : now;
        var weighed = outcome with { Order = outcome.Order with { RefusedSince = since.ToStore() } };
        return AskedAgainAfter.Select(after => (DateTimeOffset?)(since + after)).FirstOrDefault(at => at > now) is { } next
            ? weighed with { NotWritten = null, Again = next }
            : weighed;
    }
}
