using Delight.Fulfilment.Parcels;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Packing.Bench;

/// <summary>What a bench asked for: the parcel, or why not.</summary>
internal sealed record BenchAnswer(BenchParcel? Parcel, Refusal? Refusal = null)
{
    public static BenchAnswer No(Refusal refusal) => new(null, refusal);

    /// <summary>The parcel, which the transaction holds. A tick whose line is shown in other words from here on does not come back when
    /// the old ones do: the packer has changed the box meanwhile.</summary>
    public static async Task<BenchAnswer> ShowAsync(ISession session, Parcel parcel, string bench, DateTimeOffset now)
    {
        var order = ParcelTable.KeyOf(parcel);
        var lease = await LeaseTable.FindAsync(session, order, now);
        var ticked = await TickTable.ReadAsync(session, order);
        var shown = BenchParcel.Of(parcel, ticked, lease?.Bench == bench ? lease : null);
        await TickTable.RemoveAsync(session, order, ticked.Except(shown.Lines.Select(l => l.Key)));
        return new BenchAnswer(shown);
    }
}
