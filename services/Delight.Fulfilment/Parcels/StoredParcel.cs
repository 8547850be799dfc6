using Delight.Platform.Store;

namespace Delight.Fulfilment.Parcels;

/// <summary>A row of the table <c>parcels</c>.</summary>
internal sealed record StoredParcel
{
    public string Shop { get; init; } = "";
    public long OrderId { get; init; }
    public string OrderName { get; init; } = "";
    public long? CustomerId { get; init; }
    public long? Ordinal { get; init; }
    public long OrderedAt { get; init; }
    public string State { get; init; } = "";
    public string? PackedBy { get; init; }
    public long? ClosingUntil { get; init; }
    public string? ClosingBy { get; init; }
    public string? Warning { get; init; }
    public string? Request { get; init; }

    /// <summary>One to a line.</summary>
    public string? CustomerTags { get; init; }
    public long? TotalMinor { get; init; }
    public long Standing { get; init; }
    public int LineCount { get; init; }

    /// <summary>Rules that wish to give something, where it is chosen.</summary>
    public int Wishes { get; init; }
    public long Version { get; init; }

    public static StoredParcel Of(Parcel parcel) => new()
    {
        Shop = parcel.Row.Shop, OrderId = parcel.Row.OrderId, OrderName = parcel.Row.OrderName, CustomerId = parcel.Row.CustomerId,
        Ordinal = parcel.Row.Ordinal, OrderedAt = parcel.Row.OrderedAt.ToStore(), State = parcel.Row.State, PackedBy = parcel.Row.PackedBy,
        ClosingUntil = parcel.Row.ClosingUntil?.ToStore(), ClosingBy = parcel.Row.ClosingBy,
        Warning = parcel.Row.Warning, Request = parcel.Row.Request, CustomerTags = parcel.Row.CustomerTags.Count == 0 ? null : string.Join('\n', parcel.Row.CustomerTags), TotalMinor = parcel.Row.TotalMinor, Standing = parcel.Row.Standing, LineCount = parcel.Lines.Count(),
        Wishes = parcel.Decisions.Count(d => d.Wish is { Length: > 2 }), Version = parcel.Row.Version,
    };

    public ParcelRow ToRow() => new()
    {
        Shop = Shop, OrderId = OrderId, OrderName = OrderName, CustomerId = CustomerId, Ordinal = Ordinal,
        OrderedAt = Instant.FromStore(OrderedAt), State = State, PackedBy = PackedBy,
        ClosingUntil = ClosingUntil is { } until ? Instant.FromStore(until) : null, ClosingBy = ClosingBy, Warning = Warning, Request = Request,
        CustomerTags = CustomerTags?.Split('\n') ?? [], TotalMinor = TotalMinor, Standing = Standing, Version = Version,
    };
}
