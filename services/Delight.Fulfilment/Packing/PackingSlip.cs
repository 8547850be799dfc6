using System.Globalization;
using Delight.Contracts;
using Delight.Fulfilment.Parcels;

namespace Delight.Fulfilment.Packing;

/// <summary>A page of parcels.</summary>
/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
internal sealed record PackingPage(IReadOnlyList<PackingSlip> Orders, string? Next);

/// <summary>One parcel as the API tells it; ids are strings, since they exceed what JavaScript counts exactly.</summary>
internal sealed record PackingSlip
{
    public required string Shop { get; init; }
    public required string OrderId { get; init; }
    public required string OrderName { get; init; }
    public required string? CustomerId { get; init; }
    public required long? Ordinal { get; init; }

    /// <summary>open or packed.</summary>
    public required string State { get; init; }

    /// <summary>For the packer, when something happened that a packed parcel cannot follow.</summary>
    public required string? Warning { get; init; }

    /// <summary>What the customer asked for with the order; to be looked at first.</summary>
    public required string? SpecialRequest { get; init; }

    /// <summary>In the order in which they are packed: heavy things first, fragile ones above them, the note and the card on top, the seal last.</summary>
    public required IReadOnlyList<PackingLine> Lines { get; init; }

    public static PackingSlip Of(StoredParcel parcel, IEnumerable<LineRow> lines) => new()
    {
        Shop = parcel.Shop,
        OrderId = Id(parcel.OrderId)!,
        OrderName = parcel.OrderName,
        CustomerId = Id(parcel.CustomerId),
        Ordinal = parcel.Ordinal,
        State = parcel.State,
        Warning = parcel.Warning,
        SpecialRequest = parcel.Request,
        Lines = [.. PackingOrder.Of(lines).Select(l => new PackingLine(l.Kind, l.Sku, l.Title, l.Quantity, l.Text, l.Rule, l.Why, l.HowToPack()))],
    };

    public static PackingSlip Of(FulfilmentChanged parcel) => new()
    {
        Shop = parcel.Shop,
        OrderId = Id(parcel.OrderId)!,
        OrderName = parcel.OrderName,
        CustomerId = Id(parcel.CustomerId),
        Ordinal = parcel.Ordinal,
        State = parcel.State,
        Warning = parcel.Warning,
        SpecialRequest = parcel.SpecialRequest,
        Lines = [.. parcel.Lines.Select(l => new PackingLine(l.Kind, l.Sku, l.Title, l.Quantity, l.Text, l.Rule, l.Why, l.Care))],
    };

    private static string? Id(long? id) => id?.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Care">How it wants to be packed: fragile, keep-upright, cool; for words, unfamiliar-script.</param>
internal sealed record PackingLine(string Kind, string? Sku, string? Title, int Quantity, string? Text, string Rule, string Why, IReadOnlyList<string> Care);
