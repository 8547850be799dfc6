namespace Delight.Shopify.Reconciling;

/// <summary>A row of the table <c>shopify_reconciliations</c>; times as the store keeps them.</summary>
internal sealed record ReconciliationRow
{
    public string Shop { get; init; } = "";
    public long Since { get; init; }
    public long Watermark { get; init; }
    public long NextAt { get; init; }
    public long ClaimedUntil { get; init; }
    public long? EndedAt { get; init; }
    public long Looked { get; init; }
    public long Found { get; init; }
    public string? Fault { get; init; }
    public long? SampledAt { get; init; }
    public long Sampled { get; init; }
}
