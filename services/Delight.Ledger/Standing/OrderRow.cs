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

    /// <summary>Changed, and not yet ranked or taken out of the ranking.</summary>
    public bool Dirty { get; init; }
    public long? Ordinal { get; init; }
    public long? SpendMinor { get; init; }
    public long? FirstOrderAt { get; init; }
    public long? PreviousOrderAt { get; init; }
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
        Version = Version,
    };
}

internal sealed record OrderKey(string Shop, long OrderId);

internal sealed record CustomerKey(string Shop, long CustomerId);
