namespace Delight.Simulator;

/// <summary>One order of a shop's history, in its last known state.</summary>
public sealed record ShopOrder
{
    /// <summary>Unique within the shop. Made-up ids grow with time and exceed 2^53, as the platform's do.</summary>
    public required long Id { get; init; }

    /// <summary>What people call it, for instance <c>#1042</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Absent for a guest's order.</summary>
    public long? CustomerId { get; init; }
    public string? CustomerFirstName { get; init; }
    public string? CustomerLastName { get; init; }
    public string? CustomerEmail { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>The platform's word: pending, authorized, partially_paid, paid, partially_refunded, refunded, voided, expired.</summary>
    public required string FinancialStatus { get; init; }

    /// <summary>A test order of the shop's staff.</summary>
    public bool Test { get; init; }

    /// <summary>What the customer pays, in whole units of the currency.</summary>
    public required decimal Total { get; init; }

    /// <summary>ISO 4217 code in capitals.</summary>
    public required string Currency { get; init; }

    /// <summary>May be empty: the webhook then carries one shipped line worth the total.</summary>
    public IReadOnlyList<ShopLine> Lines { get; init; } = [];
}

/// <summary>One line of an order.</summary>
/// <param name="Sku">The shop's own number of the article, where there is one.</param>
/// <param name="Title">What the customer reads.</param>
/// <param name="Quantity">Pieces.</param>
/// <param name="Price">Per piece, in whole units of the order's currency.</param>
/// <param name="RequiresShipping">False for what is sent by mail or downloaded.</param>
/// <param name="Vendor">Who made it.</param>
public sealed record ShopLine(string? Sku, string Title, int Quantity, decimal Price, bool RequiresShipping = true, string? Vendor = null);
