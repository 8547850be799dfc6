namespace Delight.Contracts;

/// <summary>The platform made one customer of two: what was the merged one's is the kept one's from now on. Comes in any order, before
/// or after the orders that name either, and more than once.</summary>
public sealed record CustomersMerged
{
    public required string Shop { get; init; }

    /// <summary>Unique within the shop only, as the other.</summary>
    public required long KeptCustomerId { get; init; }

    /// <summary>The platform deleted this one; late snapshots of orders may still name it.</summary>
    public required long MergedCustomerId { get; init; }
    public required Delivery Delivery { get; init; }
}
