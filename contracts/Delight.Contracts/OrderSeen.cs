namespace Delight.Contracts;

/// <summary>A snapshot of an order arrived, authentic and valid. Snapshots come in any order and more than once.</summary>
public sealed record OrderSeen
{
    /// <summary>The shop's permanent domain, lower case.</summary>
    public required string Shop { get; init; }
    public required long OrderId { get; init; }

    /// <summary>What people call it, for instance <c>#1042</c>.</summary>
    public required string OrderName { get; init; }

    /// <summary>Absent for a guest's order.</summary>
    public long? CustomerId { get; init; }

    /// <summary>Personal data. Absent for guests, and for shops that do not share names.</summary>
    public string? CustomerFirstName { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Orders the snapshots of one order.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>The platform's word: pending, authorized, partially_paid, paid, partially_refunded, refunded, voided, expired.</summary>
    public string? FinancialStatus { get; init; }

    /// <summary>The platform reports the whole order as shipped.</summary>
    public bool Fulfilled { get; init; }

    /// <summary>A test order of the shop's staff; it never counts.</summary>
    public bool Test { get; init; }

    /// <summary>False when no line of the order is sent in a parcel.</summary>
    public required bool RequiresShipping { get; init; }

    /// <summary>The total after edits and refunds, in the shop's currency.</summary>
    public required Money Total { get; init; }

    /// <summary>In which language the customer ordered: a language tag such as <c>en</c> or <c>de-AT</c> (BCP 47).</summary>
    public string? Locale { get; init; }

    /// <summary>The shop's own tags of the customer, where its platform sends them.</summary>
    public IReadOnlyList<string> CustomerTags { get; init; } = [];

    /// <summary>What the customer asked for with the order. Personal data.</summary>
    public string? SpecialRequest { get; init; }

    /// <summary>The latest refund of the order.</summary>
    public DateTimeOffset? RefundedAt { get; init; }

    /// <summary>What was bought, the first few lines.</summary>
    public IReadOnlyList<OrderItem> Items { get; init; } = [];

    /// <summary>Enough of the customer's e-mail address to know it again, and not to write to it.</summary>
    public string? EmailDigest { get; init; }
    public required Delivery Delivery { get; init; }
}

/// <summary>Something that was bought.</summary>
/// <param name="Title">What the customer reads.</param>
/// <param name="Maker">Who made it: the platform's vendor.</param>
public sealed record OrderItem(string Title, string? Maker = null);
