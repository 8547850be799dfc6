namespace Delight.Fulfilment.Giving;

/// <summary>What a customer does not want, by skus and tags, and what they would rather have; a row of the table <c>preferences</c>.</summary>
internal sealed record Preferences
{
    public static Preferences None { get; } = new();

    public string Shop { get; init; } = "";
    public long CustomerId { get; init; }
    public string Refuses { get; init; } = "";
    public string Likes { get; init; } = "";
    public string Sizes { get; init; } = "";

    public bool Refuse(CatalogueItem item) => CatalogueItem.ListOf(Refuses).Any(item.IsCalled);

    public bool Like(CatalogueItem item) => CatalogueItem.ListOf(Likes).Any(item.IsCalled);

    /// <summary>Which of the thing's sizes is the customer's; nothing for a thing that fits everybody, or when it is not known.</summary>
    public string? SizeOf(CatalogueItem item) =>
        CatalogueItem.ListOf(item.Sizes) is { Length: > 0 } sizes ? sizes.FirstOrDefault(s => CatalogueItem.ListOf(Sizes).Contains(s, StringComparer.OrdinalIgnoreCase)) : null;
}
