using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Shopify.Backfilling;
using Delight.Shopify.Ledger;
using Delight.Shopify.Reconciling;
using Delight.Shopify.Rounds;
using Delight.Shopify.Subscriptions;
using Delight.Shopify.Tests.Pretend;
using Delight.Simulator;

namespace Delight.Shopify.Tests.Subscriptions;

/// <summary>The whole of it: the receiver is away until the platform has given up on it, and comes back.</summary>
internal sealed class ReceiverAwayTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    [Test]
    public async Task Orders_come_again_and_those_that_did_not_are_asked_for()
    {
        await using var receiver = await AwayReceiver.StartAsync();
        await using var shop = await WatchedShop.OpenAsync(Store, receiver.Address, o => o.RetriesWithin = TimeSpan.FromSeconds(20));
        await shop.ConnectAsync();
        await shop.LookAsync();
        await WriteAsync(s => s.ScriptAsync("delete from reconcile_wanted"));

        receiver.IsAway = true;
        shop.Shop.Merchant.Place(Paid(1));
        await shop.Shop.Deliveries.SettleAsync();
        Assert.That(shop.Topics, Has.Exactly(WantedTopic.All.Count - 2).Items.And.None.EqualTo("ORDERS_CREATE").And.None.EqualTo("ORDERS_PAID"));

        receiver.IsAway = false;
        await shop.LookAgainAsync();
        shop.Shop.Merchant.Place(Paid(2));
        await shop.Shop.Deliveries.SettleAsync();

        Assert.That(receiver.Taken, Is.EquivalentTo(new[] { "orders/create", "orders/paid" }), "of the second order");
        Assert.That(await CountAsync("select count(*) from reconcile_wanted where shop = @Shop", new { Shop = shop.Shop.Options.Domain }), Is.EqualTo(1));

        var handedOver = await ReconcileAsync(shop, known: Paid(2).Id);
        Assert.That((handedOver.OrderId, handedOver.Delivery.Topic), Is.EqualTo((Paid(1).Id, Delivery.Reconciled)));
        Assert.That(await CountAsync("select count(*) from reconcile_wanted"), Is.Zero);
    }

    /// <summary>As soon as somebody looks, although its time has not come.</summary>
    private async Task<OrderSeen> ReconcileAsync(WatchedShop shop, long known)
    {
        using var ledger = new PretendLedger();
        using var own = new OwnLedger(ledger.Api);
        var (broker, clock, setting) = (new PretendBroker(), shop.Shop.Options.Time, shop.Settings.Shops[0]);
        (shop.Settings.ReconcileGraceMinutes, setting.LiveSince) = (0, Paid(1).CreatedAt.AddHours(-1));
        ledger.Known[known] = shop.Shop.Merchant.Order(known)!.UpdatedAt;
        var rows = new ReconciliationRows(Store, clock);
        await rows.SinceAsync(setting, CancellationToken.None);
        await WriteAsync(s => s.ScriptAsync($"update shopify_reconciliations set next_at = {long.MaxValue}"));

        var ordinals = new OrdinalCheck(own, new BackfillRows(Store, clock), new DriftRows(Store, clock), new Logbook<OrdinalCheck>());
        await new Reconciliation(new ChangedOrders(shop.Door.Admin), own, rows, new MissedOrders(Store, broker, clock), new MissedMerges(shop.Door.Admin, Store, broker, clock, new Logbook<MissedMerges>()), new LeftOutRows(Store, clock, new Logbook<LeftOutRows>()), new OwnBacklog(Store, clock), ordinals, shop.Door.Settings, new WhyNot(Store, new BusState()), clock, new Logbook<Reconciliation>())
            .RunAsync(setting, CancellationToken.None);
        return (OrderSeen)broker.Offered.Single().Message;
    }

    private static ShopOrder Paid(int number) => new()
    {
        Id = 9_007_199_254_740_993 + number, Name = $"#{1000 + number}", CustomerId = 77, CreatedAt = DateTimeOffset.UnixEpoch.AddYears(56), FinancialStatus = "paid", Total = 42.5m, Currency = "USD",
        Lines = [new("TEA-1", "Morning tea", 2, 20m, Vendor: "Leaf & Co")],
    };
}
