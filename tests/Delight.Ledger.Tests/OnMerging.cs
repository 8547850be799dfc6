using Delight.Contracts;
using Delight.Ledger.Merging;
using Delight.Ledger.Standing;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Merging;
using Delight.Platform.Store;

namespace Delight.Ledger.Tests;

/// <summary>A ledger of whose customers the platform makes one.</summary>
public abstract class OnMerging(StoreKind kind) : OnHistory(kind)
{
    internal const long Cleo = 9_200_000_000_000_009;

    internal static CustomersMerged Merge(long kept = Shop.Ada, long merged = Shop.Bert) => new()
    {
        Shop = Shop.Domain, KeptCustomerId = kept, MergedCustomerId = merged, Delivery = Shop.Delivery("customers/merge"),
    };

    /// <returns>The standings that are to be published.</returns>
    internal Task<IReadOnlyList<OrderRanked>> MergeAsync(long kept = Shop.Ada, long merged = Shop.Bert) => EnterAsync(Merge(kept, merged));

    internal Task<IReadOnlyList<OrderRanked>> EnterAsync(CustomersMerged merge) => EnterAsync(merge, Store, Book);

    /// <summary>As any process enters it.</summary>
    internal static async Task<IReadOnlyList<OrderRanked>> EnterAsync(CustomersMerged merge, IStore store, OrderBook book)
    {
        await new MergeBook(store, [new TombstonesOfMerged(), new OrdersOfMerged(book)]).EnterAsync(merge, again: false, CancellationToken.None);
        return await new OwedRankings(store).CausedByAsync(merge.Delivery.Id, CancellationToken.None);
    }
}
