using Delight.Contracts;
using Delight.Ledger.Standing;
using Delight.Platform.Store;

namespace Delight.Ledger.Finding;

/// <summary>All that is known of one order and its standing, without the customer's name.</summary>
internal sealed record OrderFacts
{
    public required string Shop { get; init; }
    public required string OrderId { get; init; }
    public required string OrderName { get; init; }
    public required string? CustomerId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its place among the customer's counting orders; absent when it does not count.</summary>
    public required long? Ordinal { get; init; }
    public required bool Counts { get; init; }

    /// <summary>Why it does not count, as a sentence's second half.</summary>
    public required string? NotCounting { get; init; }
    public required AmountView Total { get; init; }

    /// <summary>From before Delight: it is counted, and brings no gift.</summary>
    public required bool Imported { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The platform reports the whole order as shipped.</summary>
    public required bool Fulfilled { get; init; }

    /// <summary>False when no line of the order is sent in a parcel.</summary>
    public required bool RequiresShipping { get; init; }

    /// <summary>Up to and including this order; absent when it does not count, as the next two.</summary>
    public required AmountView? LifetimeSpend { get; init; }
    public required DateTimeOffset? FirstOrderAt { get; init; }

    /// <summary>Absent for the first, too.</summary>
    public required DateTimeOffset? PreviousOrderAt { get; init; }
    public required string? Locale { get; init; }

    /// <summary>What was bought, the first few lines.</summary>
    public required IReadOnlyList<OrderItem> Items { get; init; }

    /// <summary>What the customer asked for with the order. Personal data.</summary>
    public required string? SpecialRequest { get; init; }

    /// <summary>Of the standing; it grows with every change of it or of the facts.</summary>
    public required long Version { get; init; }

    public static OrderFacts Of(OrderRow row)
    {
        var (order, message) = (OrderView.Of(row), row.ToMessage());
        return new OrderFacts
        {
            Shop = order.Shop, OrderId = order.OrderId, OrderName = order.OrderName, CustomerId = order.CustomerId, CreatedAt = order.CreatedAt,
            Ordinal = order.Ordinal, Counts = order.Counts, NotCounting = order.NotCounting, Total = order.Total, Imported = order.Imported,
            UpdatedAt = Instant.FromStore(row.UpdatedAt), Fulfilled = row.Fulfilled, RequiresShipping = row.RequiresShipping,
            LifetimeSpend = row.Ordinal is null ? null : AmountView.Of(message.LifetimeSpend), FirstOrderAt = message.FirstOrderAt,
            PreviousOrderAt = row.PreviousOrderAt is { } previous ? Instant.FromStore(previous) : null,
            Locale = row.Locale, Items = message.Items, SpecialRequest = row.Request, Version = row.Version,
        };
    }
}
