namespace Delight.Contracts;

/// <summary>An order and its standing among its customer's counting orders, as far as they are known now.
/// Everything a rule may look at is here. The standing looks back only: later orders do not change it.</summary>
public sealed record OrderRanked
{
    public required string Shop { get; init; }
    public required long OrderId { get; init; }
    public required string OrderName { get; init; }
    public long? CustomerId { get; init; }

    /// <summary>Personal data; may be absent.</summary>
    public string? CustomerFirstName { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required Money Total { get; init; }

    /// <summary>False when no line of the order is sent in a parcel.</summary>
    public required bool RequiresShipping { get; init; }

    /// <summary>The platform reports the whole order as shipped.</summary>
    public bool Fulfilled { get; init; }

    /// <summary>The order's place among the customer's counting orders, from 1; absent when it does not count.</summary>
    public int? Ordinal { get; init; }

    /// <summary>Why it does not count, as a sentence's second half; absent when it counts.</summary>
    public string? NotCountingBecause { get; init; }

    /// <summary>Counting orders up to and including this one; 0 when it does not count.</summary>
    public required int CountingOrders { get; init; }

    /// <summary>Sum of the totals of those orders, in this order's currency; all of a shop's are in the shop's own.</summary>
    public required Money LifetimeSpend { get; init; }

    /// <summary>When the customer's first counting order was made.</summary>
    public DateTimeOffset? FirstOrderAt { get; init; }

    /// <summary>Whole days since the counting order before this one; absent for the first.</summary>
    public int? DaysSincePrevious { get; init; }

    /// <summary>Whole days since a refund of an earlier order, for the first counting order after it; absent when there was none.</summary>
    public int? DaysSinceRefund { get; init; }

    /// <summary>As in <see cref="OrderSeen"/>, as the next three.</summary>
    public string? Locale { get; init; }
    public IReadOnlyList<string> CustomerTags { get; init; } = [];

    /// <summary>Personal data.</summary>
    public string? SpecialRequest { get; init; }
    public IReadOnlyList<OrderItem> Items { get; init; } = [];

    /// <summary>Grows with every change of the order's standing or facts.</summary>
    public required long Version { get; init; }
}
