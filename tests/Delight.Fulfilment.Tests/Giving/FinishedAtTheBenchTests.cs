using Delight.Contracts;
using Delight.Fulfilment.Packing.Bench;
using Delight.Fulfilment.Parcels;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Giving;

/// <summary>What is chosen for a customer while one of their parcels may still be taken back.</summary>
public sealed class FinishedAtTheBenchTests(StoreKind kind) : OnGivingShop(kind)
{
    [Test]
    public async Task It_is_not_chosen_for_again_and_counts_for_those_that_follow()
    {
        await EnterAsync(Wish(4, Tea));
        await EnterAsync(Wish(5, Tea, Candle));
        await EnterAsync(Wish(6, Candle, Mug));
        var at = new AtBench("tablet", "Mia");
        var minute = new UndoMinute(Store, new BenchDesk(Store, new FreeParcels(Store, Clock), Clock), Held, Clock);
        await minute.FinishAsync(new OrderKey(Shop.Domain, Shop.OrderId(5)), at, CancellationToken.None);

        await EnterAsync(Wish(4, 2, Shop.Rule).Passing());

        Assert.That((await InAsync(5), await InAsync(6)), Is.EqualTo((new[] { Candle, "note" }, new[] { Mug, "note" })));
    }
}
