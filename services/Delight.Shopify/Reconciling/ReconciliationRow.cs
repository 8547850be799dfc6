using Delight.Platform.Store;

namespace Delight.Shopify.Reconciling;

/// <summary>A row of the table <c>shopify_reconciliations</c>; times as the store keeps them.</summary>
internal sealed record ReconciliationRow
{
    public string Shop { get; init; } = "";
    public long Since { get; init; }
    public long Watermark { get; init; }

    /// <summary>The last one that was seen; nothing in rows of before.</summary>
    public long? LastChange { get; init; }
    public long NextAt { get; init; }
    public long ClaimedUntil { get; init; }
    public long? EndedAt { get; init; }
    public long Looked { get; init; }
    public long Found { get; init; }
    public string? Fault { get; init; }
    public long? SampledAt { get; init; }
    public long Sampled { get; init; }

    /// <summary>Where the next comparison begins. The watermark is as right as the clock that it was read from; the last change is the shop's own
    /// time, and all since then is looked at again, whatever a clock once said. Where nothing happens that is not one order.</summary>
    /// <param name="now">Up to when it may look.</param>
    /// <param name="overlap">By how much a shop's search may be late.</param>
    /// <returns>When, and whether the watermark lies ahead, as no right clock sets it.</returns>
    public (DateTimeOffset From, bool IsAhead) Next(DateTimeOffset now, TimeSpan overlap)
    {
        var usual = Instant.FromStore(Watermark) - overlap;
        var isAhead = usual > now;
        var seen = Instant.FromStore(LastChange ?? (isAhead ? Since : Watermark));
        var sinceThen = seen + TimeSpan.FromSeconds(1); // Shops tell whole seconds.
        return (isAhead ? seen - overlap : sinceThen < usual ? sinceThen : usual, isAhead);
    }
}
