namespace Delight.Contracts;

/// <summary>What goes into an order's parcel changed. Warehouses bind a queue of their own to this.</summary>
public sealed record FulfilmentChanged
{
    public required string Shop { get; init; }
    public required long OrderId { get; init; }
    public required string OrderName { get; init; }
    public long? CustomerId { get; init; }
    public int? Ordinal { get; init; }

    /// <summary>One of <see cref="ParcelState"/>.</summary>
    public required string State { get; init; }

    /// <summary>All lines now in force in the order in which they are packed, rule and reason with each; empty when withdrawn.</summary>
    public required IReadOnlyList<ParcelLine> Lines { get; init; }

    /// <summary>What the customer asked for with the order; the packer looks at it first. Personal data.</summary>
    public string? SpecialRequest { get; init; }

    /// <summary>For the packer, when something happened that a parcel already packed cannot follow.</summary>
    public string? Warning { get; init; }

    /// <summary>Grows with every change of the parcel: drop a message whose version is not above the last one seen.</summary>
    public required long Version { get; init; }
}

/// <summary>A line of a parcel and the rule that put it there.</summary>
public sealed record ParcelLine
{
    public required string Rule { get; init; }
    public required string Kind { get; init; }
    public string? Sku { get; init; }
    public string? Title { get; init; }
    public required int Quantity { get; init; }

    /// <summary>The words to write, for a note. May hold personal data.</summary>
    public string? Text { get; init; }
    public required string Why { get; init; }

    /// <summary>How it wants to be packed: <c>fragile</c>, <c>keep-upright</c>, <c>cool</c>, and for words <c>unfamiliar-script</c>; more may come.</summary>
    public IReadOnlyList<string> Care { get; init; } = [];
}

/// <summary>The states of a parcel.</summary>
public static class ParcelState
{
    public const string Open = "open";
    public const string Packed = "packed";
    public const string Withdrawn = "withdrawn";
}
