using Delight.Contracts;
using Delight.Platform.Merging;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Ledger.Merging;

/// <summary>Makes one customer of two, in one transaction over all modules. It holds the shop alone: who is one with whom is known only then,
/// and whoever enters something of either customer waits.</summary>
internal sealed class MergeBook(IStore store, IEnumerable<IKeptByCustomer> places)
{
    /// <param name="again">It may have been given up before.</param>
    public Task EnterAsync(CustomersMerged merge, bool again, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        if (again)
        {
            await session.TakeUpAgainAsync(merge.Delivery);
        }

        await session.HoldShopAloneAsync(merge.Shop);
        if ((await session.ShopTombstonesAsync([merge.Shop])).TryGetValue(merge.Shop, out var forgotten) && merge.Delivery.ReceivedAt <= forgotten)
        {
            await session.DropAsync(merge.Shop, [merge.Delivery]);
            return;
        }

        if (await session.NoteMergeAsync(merge) is not { } customer)
        {
            return;
        }

        foreach (var place in places)
        {
            await place.MergeAsync(session, customer);
        }

        await session.CountAsync([("", Intake.TakenFrom(merge.Delivery.Receiver), 1)]);
    }, cancellationToken);
}
