using System.Text.Json;
using Delight.Contracts;
using Delight.Platform.Store;

namespace Delight.Ledger.Standing;

/// <summary>A row of the table <c>orders</c>.</summary>
internal sealed record OrderRow
{
    public string Shop { get; init; } = "";
    public long OrderId { get; init; }
    public string OrderName { get; init; } = "";
    public long? CustomerId { get; init; }
    public string? FirstName { get; init; }
    public long CreatedAt { get; init; }
    public long UpdatedAt { get; init; }
    public int StateRank { get; init; }

    /// <summary>When the snapshot came; not kept with the order.</summary>
    public long ReceivedAt { get; init; }
    public string Digest { get; init; } = "";

    /// <summary>Fingerprint of all that a rule may look at: unchanged, there is nothing to decide anew.</summary>
    public string Facts { get; init; } = "";
    public bool Counts { get; init; }
    public string? NotCounting { get; init; }
    public bool Fulfilled { get; init; }
    public bool RequiresShipping { get; init; }
    public long TotalMinor { get; init; }
    public string Currency { get; init; } = "";
    public string? Locale { get; init; }

    /// <summary>In JSON, as the items; nothing when there are none.</summary>
    public string? CustomerTags { get; init; }
    public string? Request { get; init; }
    public string? Items { get; init; }
    public long? RefundedAt { get; init; }

    /// <summary>From before Delight: it is counted, and no rule is asked.</summary>
    public bool History { get; init; }

    /// <summary>Of the history, and yet to be put into the customer's row.</summary>
    public bool Importing { get; init; }

    /// <summary>Digest of the address under which an order of the history waits for its customer.</summary>
    public string? Address { get; init; }

    /// <summary>Changed, and not yet ranked or taken out of the ranking.</summary>
    public bool Dirty { get; init; }
    public long? Ordinal { get; init; }
    public long? SpendMinor { get; init; }
    public long? FirstOrderAt { get; init; }
    public long? PreviousOrderAt { get; init; }

    /// <summary>The latest refund of another of the customer's orders before this order was made.</summary>
    public long? LastRefundAt { get; init; }
    public long Version { get; init; }

    public OrderKey Key => new(Shop, OrderId);

    public OrderRanked ToMessage() => new()
    {
        Shop = Shop,
        OrderId = OrderId,
        OrderName = OrderName,
        CustomerId = CustomerId,
        CustomerFirstName = FirstName,
        CreatedAt = Instant.FromStore(CreatedAt),
        Total = new Money(TotalMinor, Currency),
        RequiresShipping = RequiresShipping,
        Fulfilled = Fulfilled,
        Ordinal = (int?)Ordinal,
        NotCountingBecause = NotCounting,
        CountingOrders = (int)(Ordinal ?? 0),
        LifetimeSpend = new Money(SpendMinor ?? 0, Currency),
        FirstOrderAt = FirstOrderAt is { } first ? Instant.FromStore(first) : null,
        DaysSincePrevious = PreviousOrderAt is { } previous ? (Instant.FromStore(CreatedAt) - Instant.FromStore(previous)).Days : null,
        DaysSinceRefund = LastRefundAt is { } refund && !(PreviousOrderAt >= refund) ? (Instant.FromStore(CreatedAt) - Instant.FromStore(refund)).Days : null,
        Locale = Locale,
        CustomerTags = CustomerTags is null ? [] : JsonSerializer.Deserialize<string[]>(CustomerTags)!,
        SpecialRequest = Request,
        Items = Items is null ? [] : JsonSerializer.Deserialize<OrderItem[]>(Items)!,
        Version = Version,
    };
}

internal sealed record OrderKey(string Shop, long OrderId);

internal sealed record CustomerKey(string Shop, long CustomerId);
