using Delight.Contracts;
using Delight.Fulfilment.Merging;
using Delight.ObjectMother;
using Delight.Platform.Merging;
using Delight.Platform.Privacy;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Tests.Merging;

/// <summary>The platform makes one customer of two.</summary>
internal static class Merges
{
    /// <summary>As the ledger's process does it.</summary>
    public static Task MergeAsync(this IStore store, TimeProvider time, long kept = Shop.Ada, long merged = Shop.Bert) => store.WriteAsync(async session =>
    {
        await session.HoldShopAloneAsync(Shop.Domain);
        var customer = await session.NoteMergeAsync(new CustomersMerged { Shop = Shop.Domain, KeptCustomerId = kept, MergedCustomerId = merged, Delivery = Shop.Delivery("customers/merge") });
        foreach (var place in new IKeptByCustomer[] { new TombstonesOfMerged(), new ParcelsOfMerged(time), new WishesOfMerged() })
        {
            await place.MergeAsync(session, customer!);
        }
    }, CancellationToken.None);
}
