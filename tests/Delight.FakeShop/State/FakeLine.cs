namespace Delight.FakeShops;

/// <summary>A line of an order.</summary>
public sealed record FakeLine
{
    public required long Id { get; init; }
    public required string Title { get; init; }
    public string? Sku { get; init; }
    public string? Vendor { get; init; }

    /// <summary>As ordered, or as added.</summary>
    public required int Quantity { get; init; }

    /// <summary>After edits and refunds.</summary>
    public required int CurrentQuantity { get; init; }

    /// <summary>Per piece, before discounts.</summary>
    public required decimal Price { get; init; }

    /// <summary>Per piece.</summary>
    public decimal Discount { get; init; }
    public required bool RequiresShipping { get; init; }
    public bool Taxable { get; init; } = true;

    /// <summary>Absent for what is not in the catalogue.</summary>
    public FakeVariant? Variant { get; init; }
    public IReadOnlyList<(string Key, string Value)> Attributes { get; init; } = [];

    internal decimal UnitPrice => Price - Discount;
}

/// <summary>A thing in the shop's catalogue.</summary>
/// <param name="Id">Of the variant; its product has the same.</param>
/// <param name="Available">Pieces in stock; absent when stock is not counted.</param>
public sealed record FakeVariant(long Id, string Title, string? Sku, decimal Price, string Vendor = "", string ProductType = "", int? Available = null)
{
    public IReadOnlyList<string> Tags { get; init; } = [];
    public bool RequiresShipping { get; init; } = true;
}

public sealed record FakeCustomer(long Id, string? FirstName = null, string? LastName = null, string? Email = null, string Locale = "en")
{
    public IList<string> Tags { get; init; } = [];
}
