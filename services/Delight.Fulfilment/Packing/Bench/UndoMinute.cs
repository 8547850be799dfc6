using Delight.Fulfilment.Parcels;
using Delight.Fulfilment.Pausing;
using Delight.Platform.Failures;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Story;

namespace Delight.Fulfilment.Packing.Bench;

/// <summary>A parcel that is finished at a bench can be taken back for a minute: it is frozen, nobody is told of it, and what the rules say of it
/// meanwhile waits. <see cref="FinishedParcels"/> packs it for good.</summary>
internal sealed class UndoMinute(IStore store, BenchDesk benches, HeldAnswers held, TimeProvider time)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    /// <summary>Twice is once.</summary>
    public Task<BenchAnswer> FinishAsync(OrderKey order, AtBench at, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        if (await session.IsPausedAsync(order.Shop))
        {
            return BenchAnswer.No(Refusal.ShopIsPaused(order.Shop));
        }

        if (await ParcelsInHand.HoldKnownAsync(session, order) is not { } inHand)
        {
            return BenchAnswer.No(Refusal.Unknown(order));
        }

        var (parcel, now) = (inHand.Get(order), Now());
        if (!parcel.IsFrozen)
        {
            if (await LeaseTable.FindAsync(session, order, now) is { } lease && lease.Bench != at.Bench)
            {
                return BenchAnswer.No(Refusal.InOtherHands(parcel, lease));
            }

            parcel.Finish(at.Packer, now + Lasts);
            await SaveAsync(session, inHand, parcel, [Tell(order, "finished", now, $"{at.Packer} finished it at the bench, and can take that back for a minute.")], now);
            await LeaseTable.EndAsync(session, [order]);
            await session.RecordAsync(now, at.Packer, "pack", $"{order.Shop}: order {order.OrderId}", 1);
        }

        return await BenchAnswer.ShowAsync(session, parcel, at.Bench, now);
    }, cancellationToken);

    /// <summary>Opens it again in the hands of this bench, with what the rules said of it meanwhile.</summary>
    public async Task<BenchAnswer> UndoAsync(OrderKey order, AtBench at, CancellationToken cancellationToken)
    {
        if (await store.WriteAsync(session => ReopenAsync(session, order, at), cancellationToken) is { } refusal)
        {
            return BenchAnswer.No(refusal);
        }

        await held.TryGiveBackAsync(order, cancellationToken);
        return await benches.ShowAsync(order, at.Bench, cancellationToken);
    }

    private async Task<Refusal?> ReopenAsync(ISession session, OrderKey order, AtBench at)
    {
        if (await ParcelsInHand.HoldKnownAsync(session, order) is not { } inHand)
        {
            return Refusal.Unknown(order);
        }

        var (parcel, now) = (inHand.Get(order), Now());
        if (parcel.IsPacked || parcel.Row.ClosingUntil <= now)
        {
            return Refusal.IsPackedForGood(parcel);
        }

        if (!parcel.IsClosing)
        {
            return Refusal.IsNotFinished(parcel);
        }

        parcel.Reopen();
        List<StoryLine> story = [Tell(order, "undone", now, $"{at.Packer} took that back: it is open again.")];
        await GivingWay.CatchUpAsync(session, inHand, parcel, story, now);
        await SaveAsync(session, inHand, parcel, story, now);
        await LeaseTable.TakeAsync(session, Lease.Of(order, at, now), now);
        await session.RecordAsync(now, at.Packer, "undo", $"{order.Shop}: packing of order {order.OrderId}", 1);
        return null;
    }

    private static async Task SaveAsync(ISession session, ParcelsInHand inHand, Parcel parcel, IReadOnlyCollection<StoryLine> story, DateTimeOffset now)
    {
        inHand.Touch(parcel);
        await FreshWords.WriteAsync(session, inHand);
        await inHand.SaveAsync(session, now);
        await session.TellAsync(story);
        await ParcelTable.ToBeToldAsync(session, [.. inHand.Touched.Where(inHand.IsChanged).Select(ParcelTable.KeyOf)]);
    }

    private static StoryLine Tell(OrderKey order, string what, DateTimeOffset at, string text) => new()
    {
        Shop = order.Shop, SubjectId = order.OrderId, Key = $"4 {what}/{at.ToStore()}", At = at, Step = "packing", Text = text,
    };

    /// <summary>To the microsecond, as the store keeps it.</summary>
    private DateTimeOffset Now() => Instant.FromStore(time.GetUtcNow().ToStore());
}
