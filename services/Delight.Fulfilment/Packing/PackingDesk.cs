using Delight.Contracts;
using Delight.Fulfilment.Parcels;
using Delight.Fulfilment.Pausing;
using Delight.Platform.Bus;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Story;

namespace Delight.Fulfilment.Packing;

/// <summary>Freezes a parcel when it is packed.</summary>
internal sealed class PackingDesk(IStore store, IHandover handover, HeldAnswers held, TimeProvider time)
{
    private const int Page = 100;

    /// <summary>Whether the shop removed the app and has not come back: its parcels wait.</summary>
    public Task<bool> IsPausedAsync(string shop, CancellationToken cancellationToken) => store.ReadAsync(session => session.IsPausedAsync(shop), cancellationToken);

    /// <returns>The parcel as it stands; nothing for an order that is not known.</returns>
    public async Task<FulfilmentChanged?> PackAsync(string shop, long orderId, string packer, CancellationToken cancellationToken)
    {
        var key = new OrderKey(shop, orderId);
        var packed = await store.WriteAsync(session => PackAsync(session, key, _ => packer), cancellationToken);
        if (packed.Changes.Count == 0)
        {
            return null;
        }

        // On every call: a caller who got no answer asks again, and the message has the id it had.
        await TellAsync(key, packed, cancellationToken);
        return packed.Changes[0];
    }

    /// <summary>Packs for good what was finished at a bench and can be taken back no more. All are packed before the first is told of: the
    /// broker may be away. Done by several processes at once, one of them finds each.</summary>
    public async Task PackFinishedAsync(CancellationToken cancellationToken)
    {
        var finished = await store.ReadAsync(s => s.QueryAsync<OrderKey>(
            "select shop, order_id from parcels where closing_until <= @Now order by closing_until limit @Most", new { Now = time.GetUtcNow().ToStore(), Most = (long)Page }), cancellationToken);
        var packed = new List<(OrderKey Key, Packed Packed)>();
        foreach (var key in finished)
        {
            packed.Add((key, await store.WriteAsync(session => PackAsync(session, key, FinishedBy), cancellationToken)));
        }

        foreach (var (key, of) in packed)
        {
            await TellAsync(key, of, cancellationToken);
        }
    }

    /// <summary>Tells of parcels that were packed when nobody could be told; each message has the id it would have had.</summary>
    public async Task TellUntoldAsync(CancellationToken cancellationToken)
    {
        while (await store.ReadAsync(s => s.QueryAsync<OrderKey>("select shop, order_id from untold order by shop, order_id limit 100"), cancellationToken) is { Count: > 0 } untold)
        {
            foreach (var key in untold)
            {
                await TellAsync(key, await store.ReadAsync(session => ReadAsync(session, key), cancellationToken), cancellationToken);
            }
        }
    }

    /// <summary>The rules' answers that waited for the parcel come too late by now, and may warn of it.</summary>
    private async Task TellAsync(OrderKey key, Packed packed, CancellationToken cancellationToken)
    {
        await TellAsync(key, packed.Changes, cancellationToken);
        if (packed.WasFinished)
        {
            await held.TryGiveBackAsync(key, cancellationToken);
        }
    }

    private async Task TellAsync(OrderKey key, IReadOnlyList<FulfilmentChanged> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            await handover.HandOverAsync(change, Contracts.MessageId.Of(change), cancellationToken);
        }

        await store.WriteAsync(session => changes.Count > 0 ? ParcelTable.ToldAsync(session, changes)
            : session.EachAsync("delete from untold where shop = @Shop and order_id = @OrderId", [key]), cancellationToken);
    }

    /// <returns>Nothing for a shop that was forgotten meanwhile.</returns>
    private static async Task<IReadOnlyList<FulfilmentChanged>> ReadAsync(ISession session, OrderKey key)
    {
        var parcels = await ParcelTable.ReadAsync(session, [key]);
        return parcels.TryGetValue(key, out var parcel) ? await ToTellAsync(session, parcel) : [];
    }

    /// <summary>The parcel, and what was emptied or worded anew for it.</summary>
    private static async Task<IReadOnlyList<FulfilmentChanged>> ToTellAsync(ISession session, Parcel parcel)
    {
        var packed = parcel.ToMessage();
        return [packed, .. await GivingWay.EmptiedAsync(session, packed)];
    }

    private string? FinishedBy(Parcel parcel) => parcel.Row.ClosingUntil <= time.GetUtcNow() ? parcel.Row.ClosingBy : null;

    /// <param name="by">Names the packer; nobody, when it is not to be packed after all.</param>
    private async Task<Packed> PackAsync(ISession session, OrderKey key, Func<Parcel, string?> by)
    {
        if (await ParcelsInHand.HoldKnownAsync(session, key) is not { } inHand)
        {
            return Packed.Nothing;
        }

        var parcel = inHand.Get(key);
        if (by(parcel) is not { } packer)
        {
            return Packed.Nothing;
        }

        var wasFinished = parcel.IsClosing;
        if (parcel.Pack(packer))
        {
            List<StoryLine> story =
                [new() { Shop = key.Shop, SubjectId = key.OrderId, Key = $"4 packed/{key.OrderId}", At = time.GetUtcNow(), Step = "packing", Text = $"{packer} packed it." }];
            inHand.Touch(parcel);
            await GivingWay.MakeAsync(session, inHand, story, time.GetUtcNow());
            await FreshWords.WriteAsync(session, inHand);
            await inHand.SaveAsync(session, time.GetUtcNow());
            await session.TellAsync(story);
            await ParcelTable.ToBeToldAsync(session, [key]);
        }

        return new Packed(await ToTellAsync(session, parcel), wasFinished);
    }

    /// <param name="Changes">The parcel as it stands, and what was emptied for it; none when there is nothing to tell.</param>
    /// <param name="WasFinished">At a bench, so that answers may have waited for it.</param>
    private sealed record Packed(IReadOnlyList<FulfilmentChanged> Changes, bool WasFinished)
    {
        public static Packed Nothing { get; } = new([], false);
    }
}
