namespace Delight.Shopify.Documents;

/// <summary>All of an order that a webhook of it would have told us.</summary>
internal sealed record ChangedOrder
{
    public required long LegacyResourceId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }
    public required bool Test { get; init; }

    /// <summary>In capitals, unlike in webhooks: <c>PARTIALLY_PAID</c>.</summary>
    public string? DisplayFinancialStatus { get; init; }

    /// <summary>In capitals: <c>UNFULFILLED</c>, <c>FULFILLED</c>, …</summary>
    public required string DisplayFulfillmentStatus { get; init; }

    /// <summary>Also false for an order without any line.</summary>
    public required bool RequiresShipping { get; init; }
    public string? CustomerLocale { get; init; }
    public string? Note { get; init; }

    /// <summary>Protected customer data, as the customer's name and address.</summary>
    public string? Email { get; init; }
    public required MoneyBag CurrentTotalPriceSet { get; init; }

    /// <summary>Absent for a guest's order.</summary>
    public Buyer? Customer { get; init; }

    /// <summary>The first 50.</summary>
    public required IReadOnlyList<Refund> Refunds { get; init; }

    /// <summary>The first 25.</summary>
    public required Lines LineItems { get; init; }
    public OrderFacts.Journey? CustomerJourneySummary { get; init; }

    public sealed record Buyer(long LegacyResourceId, string? FirstName = null, Address? DefaultEmailAddress = null);

    public sealed record Address(string EmailAddress);

    public sealed record Refund(DateTimeOffset? CreatedAt);

    public sealed record Lines(IReadOnlyList<Line> Nodes, More PageInfo);

    public sealed record More(bool HasNextPage);

    /// <param name="Vendor">Absent for what is not in the shop's catalogue.</param>
    public sealed record Line(string Title, string? Sku, string? Vendor, bool Taxable, bool RequiresShipping, MoneyBag OriginalUnitPriceSet);
}
