using Delight.Fulfilment.Parcels;
using Delight.Platform.Privacy;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Packing.Bench;

/// <summary>Hands parcels to benches, each to one at a time, and keeps what is ticked there.</summary>
internal sealed class BenchDesk(IStore store, FreeParcels free, TimeProvider time)
{
    private const int MostLooks = 3; // Each finds only what others took meanwhile when dozens of benches ask at once.

    /// <summary>What the bench has in hand, else the oldest open parcel that nobody has.</summary>
    /// <param name="passOver">What the bench left for others: it is the oldest still, and would come straight back.</param>
    public async Task<NextParcel> NextAsync(string? shop, AtBench at, IReadOnlySet<OrderKey> passOver, CancellationToken cancellationToken)
    {
        for (var look = 0; look < MostLooks; look++)
        {
            var oldest = await free.ReadAsync(shop, at.Bench, passOver, cancellationToken);
            if (oldest.Count == 0)
            {
                break;
            }

            foreach (var order in oldest)
            {
                // Not when another bench was quicker, or the parcel was emptied or packed meanwhile.
                if (await store.WriteAsync(session => TakeAsync(session, order, at, toPack: true), cancellationToken) is { Parcel: { } parcel })
                {
                    return new NextParcel(parcel, await free.WaitingAsync(shop, cancellationToken));
                }
            }
        }

        return new NextParcel(null, await free.WaitingAsync(shop, cancellationToken));
    }

    /// <summary>Takes this one, or goes on having it. One that is finished or packed is shown and not taken.</summary>
    public Task<BenchAnswer> TakeAsync(OrderKey order, AtBench at, CancellationToken cancellationToken) =>
        store.WriteAsync(session => TakeAsync(session, order, at, toPack: false), cancellationToken);

    public Task<BenchAnswer> ShowAsync(OrderKey order, string bench, CancellationToken cancellationToken) => store.WriteAsync(
        async session => await ParcelsInHand.HoldKnownAsync(session, order) is { } inHand
            ? await BenchAnswer.ShowAsync(session, inHand.Get(order), bench, time.GetUtcNow()) : BenchAnswer.No(Refusal.Unknown(order)), cancellationToken);

    /// <summary>Kept whoever has the parcel in hand by now: a tablet that was offline hands its ticks in late. What names no line, as it
    /// is worded now, of a parcel that is still to be packed, changes nothing.</summary>
    /// <returns>Why not; nothing when it is done.</returns>
    public Task<Refusal?> TickAsync(OrderKey order, string key, bool ticked, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        if (await ParcelsInHand.HoldKnownAsync(session, order) is not { } inHand)
        {
            return Refusal.Unknown(order);
        }

        var parcel = inHand.Get(order);
        if (!ticked)
        {
            await TickTable.RemoveAsync(session, order, [key]);
        }
        else if (!parcel.IsPacked && parcel.Lines.Any(l => LineKey.Of(l) == key))
        {
            await TickTable.SetAsync(session, order, key);
        }

        return null;
    }, cancellationToken);

    public Task ReleaseAsync(OrderKey order, string bench, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        await ParcelsInHand.HoldAsync(session, [order], []);
        await LeaseTable.ReleaseAsync(session, order, bench);
    }, cancellationToken);

    /// <param name="toPack">Only if there is something to pack in it.</param>
    private async Task<BenchAnswer> TakeAsync(ISession session, OrderKey order, AtBench at, bool toPack)
    {
        if (await session.IsPausedAsync(order.Shop))
        {
            return BenchAnswer.No(Refusal.ShopIsPaused(order.Shop));
        }

        if (await ParcelsInHand.HoldKnownAsync(session, order) is not { } inHand)
        {
            return BenchAnswer.No(Refusal.Unknown(order));
        }

        var (parcel, now) = (inHand.Get(order), time.GetUtcNow());
        if (toPack && (parcel.IsFrozen || !parcel.Lines.Any()))
        {
            return new BenchAnswer(null);
        }

        return !parcel.IsFrozen && !await LeaseTable.TakeAsync(session, Lease.Of(order, at, now), now)
            ? BenchAnswer.No(Refusal.InOtherHands(parcel, (await LeaseTable.FindAsync(session, order, now))!))
            : await BenchAnswer.ShowAsync(session, parcel, at.Bench, now);
    }
}
