using Delight.Contracts;
using Delight.Fulfilment.Parcels;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Story;

namespace Delight.Fulfilment.Packing;

/// <summary>Freezes a parcel when it is packed.</summary>
internal sealed class PackingDesk(IStore store, IHandover handover, TimeProvider time)
{
    /// <returns>The parcel as it stands; nothing for an order that is not known.</returns>
    public async Task<FulfilmentChanged?> PackAsync(string shop, long orderId, string packer, CancellationToken cancellationToken)
    {
        var changes = await store.WriteAsync(session => PackAsync(session, new OrderKey(shop, orderId), packer), cancellationToken);
        foreach (var change in changes)
        {
            // Published on every call: a caller who got no answer asks again, and the message has the id it had.
            await handover.HandOverAsync(change, Contracts.MessageId.Of(change), cancellationToken);
        }

        return changes.Count > 0 ? changes[0] : null;
    }

    private async Task<IReadOnlyList<FulfilmentChanged>> PackAsync(ISession session, OrderKey key, string packer)
    {
        var parcels = await ParcelTable.HoldAsync(session, [key], []);
        var before = parcels.ToDictionary(p => p.Key, p => ParcelSums.Of(p.Value));
        if (!parcels.TryGetValue(key, out var parcel))
        {
            if (!await session.IsKnownAsync(key.Shop, key.OrderId))
            {
                return [];
            }

            parcels.Add(key, parcel = Parcel.New(key.Shop, key.OrderId));
        }

        if (parcel.Pack(packer))
        {
            List<StoryLine> story =
                [new() { Shop = key.Shop, SubjectId = key.OrderId, Key = $"4 packed/{key.OrderId}", At = time.GetUtcNow(), Step = "packing", Text = $"{packer} packed it." }];
            var gaveWay = await GivingWay.ToAsync(session, [parcel], parcels, before, story, time.GetUtcNow());
            await ParcelTable.SaveAsync(session, [parcel, .. gaveWay], before);
            await session.TellAsync(story);
        }

        var packed = parcel.ToMessage();
        return [packed, .. await GivingWay.EmptiedAsync(session, packed)];
    }
}
