using Delight.Contracts;

namespace Delight.Fulfilment.Parcels;

internal sealed record ParcelRow
{
    public string Shop { get; init; } = "";
    public long OrderId { get; init; }
    public string OrderName { get; init; } = "";
    public long? CustomerId { get; init; }
    public long? Ordinal { get; init; }
    public DateTimeOffset OrderedAt { get; init; }
    public string State { get; init; } = ParcelState.Open;
    public string? PackedBy { get; init; }
    public string? Warning { get; init; }

    /// <summary>The newest version of the order's standing that was heard of.</summary>
    public long Standing { get; init; }
    public long Version { get; init; }
}

/// <summary>A rule's last answer.</summary>
internal sealed record Decided
{
    public string Shop { get; init; } = "";
    public long OrderId { get; init; }
    public string Rule { get; init; } = "";
    public long Version { get; init; }
    public long? Ordinal { get; init; }

    /// <summary>For the packer: the gift is out, and the rule no longer gives it.</summary>
    public string? Warning { get; init; }
}

internal sealed record LineRow
{
    public string Shop { get; init; } = "";
    public long OrderId { get; init; }
    public string Rule { get; init; } = "";
    public int Position { get; init; }
    public string Kind { get; init; } = "";
    public string? Sku { get; init; }
    public string? Title { get; init; }
    public int Quantity { get; init; }
    public string? Text { get; init; }
    public long? ValueMinor { get; init; }
    public string? ValueCurrency { get; init; }
    public string Why { get; init; } = "";

    public static LineRow Of(ParcelRow parcel, string rule, int position, GestureLine line) => new()
    {
        Shop = parcel.Shop, OrderId = parcel.OrderId, Rule = rule, Position = position, Kind = line.Kind, Sku = line.Sku, Title = line.Title,
        Quantity = line.Quantity, Text = line.Text, ValueMinor = line.Value?.Minor, ValueCurrency = line.Value?.Currency, Why = line.Why,
    };

    public GestureLine ToLine() => new()
    {
        Kind = Kind, Sku = Sku, Title = Title, Quantity = Quantity, Text = Text, Why = Why,
        Value = ValueMinor is { } minor ? new Money(minor, ValueCurrency ?? "") : null,
    };

    public ParcelLine ToParcelLine() => new() { Rule = Rule, Kind = Kind, Sku = Sku, Title = Title, Quantity = Quantity, Text = Text, Why = Why };
}

internal sealed record OrderKey(string Shop, long OrderId);
