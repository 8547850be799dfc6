using Delight.Fulfilment.Parcels;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Packing.Bench;

/// <summary>A row of the table <c>leases</c>: who has a parcel in hand. It keeps other benches away, and freezes nothing.</summary>
internal sealed record Lease
{
    /// <summary>Of one taking; a bench that is still at work takes again before it is over.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(2);

    public string Shop { get; init; } = "";
    public long OrderId { get; init; }

    /// <summary>Named by the tablet, so that two of one packer are two benches.</summary>
    public string Bench { get; init; } = "";
    public string Packer { get; init; } = "";

    /// <summary>Microseconds since 1970.</summary>
    public long Until { get; init; }

    public DateTimeOffset Ends => Instant.FromStore(Until);

    public static Lease Of(OrderKey order, AtBench at, DateTimeOffset now) =>
        new() { Shop = order.Shop, OrderId = order.OrderId, Bench = at.Bench, Packer = at.Packer, Until = (now + Lasts).ToStore() };
}

/// <summary>Who packs, and where.</summary>
internal sealed record AtBench(string Bench, string Packer);
