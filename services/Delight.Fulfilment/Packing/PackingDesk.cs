using Delight.Contracts;
using Delight.Fulfilment.Parcels;
using Delight.Platform.Bus;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Story;

namespace Delight.Fulfilment.Packing;

/// <summary>Freezes a parcel when it is packed.</summary>
internal sealed class PackingDesk(IStore store, IHandover handover, TimeProvider time)
{
    /// <summary>Whether the shop removed the app and has not come back: its parcels wait.</summary>
    public Task<bool> IsPausedAsync(string shop, CancellationToken cancellationToken) => store.ReadAsync(session => session.IsPausedAsync(shop), cancellationToken);

    /// <returns>The parcel as it stands; nothing for an order that is not known.</returns>
    public async Task<FulfilmentChanged?> PackAsync(string shop, long orderId, string packer, CancellationToken cancellationToken)
    {
        var changes = await store.WriteAsync(session => PackAsync(session, new OrderKey(shop, orderId), packer), cancellationToken);
        if (changes.Count == 0)
        {
            return null;
        }

        // On every call: a caller who got no answer asks again, and the message has the id it had.
        await TellAsync(new OrderKey(shop, orderId), changes, cancellationToken);
        return changes[0];
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

    /// <summary>The parcel, and what was emptied for it.</summary>
    private static async Task<IReadOnlyList<FulfilmentChanged>> ToTellAsync(ISession session, Parcel parcel)
    {
        var packed = parcel.ToMessage();
        return [packed, .. await GivingWay.EmptiedAsync(session, packed)];
    }

    private async Task<IReadOnlyList<FulfilmentChanged>> PackAsync(ISession session, OrderKey key, string packer)
    {
        await session.ForgottenShopsAsync([key.Shop]); // Held, so that nothing of a shop is written that is being forgotten.
        var inHand = await ParcelsInHand.HoldAsync(session, [key], []);
        if (inHand.Find(key) is null && !await session.IsKnownAsync(key.Shop, key.OrderId))
        {
            return [];
        }

        var parcel = inHand.Get(key);
        if (parcel.Pack(packer))
        {
            List<StoryLine> story =
                [new() { Shop = key.Shop, SubjectId = key.OrderId, Key = $"4 packed/{key.OrderId}", At = time.GetUtcNow(), Step = "packing", Text = $"{packer} packed it." }];
            inHand.Touch(parcel);
            await GivingWay.MakeAsync(session, inHand, story, time.GetUtcNow());
            await inHand.SaveAsync(session, time.GetUtcNow());
            await session.TellAsync(story);
            await session.EachAsync("insert into untold (shop, order_id) values (@Shop, @OrderId) on conflict (shop, order_id) do nothing", [key]);
        }

        return await ToTellAsync(session, parcel);
    }
}
