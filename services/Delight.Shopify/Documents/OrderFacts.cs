namespace Delight.Shopify.Documents;

/// <summary>An order as it now is at the shop.</summary>
internal sealed record OrderFacts
{
    public required long LegacyResourceId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>When it was archived.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
    public required bool Test { get; init; }

    /// <summary>In capitals, unlike in webhooks: <c>PARTIALLY_PAID</c>.</summary>
    public string? DisplayFinancialStatus { get; init; }

    /// <summary>In capitals: <c>UNFULFILLED</c>, <c>FULFILLED</c>, …</summary>
    public required string DisplayFulfillmentStatus { get; init; }
    public required bool RequiresShipping { get; init; }
    public required bool MerchantEditable { get; init; }
    public string? CustomerLocale { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required MoneyBag CurrentTotalPriceSet { get; init; }

    /// <summary>Absent for a guest's order.</summary>
    public OrderCustomer? Customer { get; init; }
    public Journey? CustomerJourneySummary { get; init; }

    public sealed record OrderCustomer(long LegacyResourceId);

    /// <param name="CustomerOrderIndex">The order's place among the customer's; absent until the platform has worked it out.</param>
    public sealed record Journey(int? CustomerOrderIndex);
}
