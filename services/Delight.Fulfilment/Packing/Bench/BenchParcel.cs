using System.Globalization;
using Delight.Fulfilment.Parcels;

namespace Delight.Fulfilment.Packing.Bench;

/// <summary>The parcel to pack next.</summary>
/// <param name="Parcel">Null when there is none that is free.</param>
/// <param name="Waiting">Parcels that are still to be packed, those in other hands among them.</param>
internal sealed record NextParcel(BenchParcel? Parcel, long Waiting);

/// <summary>One parcel as a bench sees it: what <see cref="PackingSlip"/> says, and how far its packing is.</summary>
internal sealed record BenchParcel
{
    public required string Shop { get; init; }
    public required string OrderId { get; init; }
    public required string OrderName { get; init; }
    public required string? CustomerId { get; init; }
    public required long? Ordinal { get; init; }

    /// <summary>open or packed; open also while its being finished can be taken back.</summary>
    public required string State { get; init; }
    public required string? Warning { get; init; }
    public required string? SpecialRequest { get; init; }

    /// <summary>Rises with every change of what is in it.</summary>
    public required long Version { get; init; }

    /// <summary>Null when this bench does not have it in hand.</summary>
    public required DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>Until when its being finished can be taken back; null when it is not finished, or packed for good.</summary>
    public required DateTimeOffset? UndoUntil { get; init; }

    /// <summary>In the order in which they are packed.</summary>
    public required IReadOnlyList<BenchLine> Lines { get; init; }

    public static BenchParcel Of(Parcel parcel, IReadOnlySet<string> ticked, Lease? lease) => new()
    {
        Shop = parcel.Row.Shop,
        OrderId = parcel.Row.OrderId.ToString(CultureInfo.InvariantCulture),
        OrderName = parcel.Row.OrderName,
        CustomerId = parcel.Row.CustomerId?.ToString(CultureInfo.InvariantCulture),
        Ordinal = parcel.Row.Ordinal,
        State = parcel.Row.State,
        Warning = parcel.Row.Warning,
        SpecialRequest = parcel.Row.Request,
        Version = parcel.Row.Version,
        LeasedUntil = lease?.Ends,
        UndoUntil = parcel.Row.ClosingUntil,
        Lines = [.. parcel.Lines.Select(l => BenchLine.Of(l, ticked))],
    };
}

/// <param name="Key">Names the line as it is worded, to tick it by.</param>
internal sealed record BenchLine(
    string Key, bool Ticked, string Kind, string? Sku, string? Title, int Quantity, string? Text, string Rule, string Why, IReadOnlyList<string> Care)
{
    public static BenchLine Of(LineRow line, IReadOnlySet<string> ticked)
    {
        var key = LineKey.Of(line);
        return new(key, ticked.Contains(key), line.Kind, line.Sku, line.Title, line.Quantity, line.Text, line.Rule, line.Why, line.HowToPack());
    }
}
