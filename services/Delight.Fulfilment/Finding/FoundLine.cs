namespace Delight.Fulfilment.Finding;

/// <summary>A line of a parcel, as it is read for a search.</summary>
internal sealed record FoundLine
{
    public string Shop { get; init; } = "";
    public long OrderId { get; init; }
    public string OrderName { get; init; } = "";
    public long? CustomerId { get; init; }
    public long OrderedAt { get; init; }
    public string State { get; init; } = "";
    public string Kind { get; init; } = "";
    public string? Sku { get; init; }
    public string? Title { get; init; }
    public string? Text { get; init; }
    public string Rule { get; init; } = "";
}
