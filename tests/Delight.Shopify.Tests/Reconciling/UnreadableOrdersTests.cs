using System.Globalization;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;
using Delight.Shopify.Reconciling;
using Delight.Shopify.Tests.Pretend;

namespace Delight.Shopify.Tests.Reconciling;

/// <summary>An order that makes no sense is left out and said; all others come, and the comparison goes on.</summary>
internal sealed class UnreadableOrdersTests(StoreKind kind) : OnReconciling(kind)
{
    [TestCase("7900000000000000000000000000", "larger than any order's")]
    [TestCase("10000000000001", "larger than any order's")]
    [TestCase("-1", "negative")]
    public async Task One_that_cannot_be_an_order_is_left_out_and_the_watermark_moves_on(string total, string why)
    {
        var (before, odd, after) = (Order(TimeSpan.FromMinutes(30)), Order(TimeSpan.FromMinutes(20)), Order(TimeSpan.FromMinutes(10)));
        odd.CurrentTotal = decimal.Parse(total, CultureInfo.InvariantCulture);

        await RunAsync();
        await AgainAsync();

        Assert.That(HandedOver.Select(o => o.OrderId).Distinct(), Is.EquivalentTo(new[] { before.Id, after.Id }));
        Assert.That(await RowAsync() is { Fault: null } row && row.Watermark == UntilNow);
        Assert.That(LeftOutLog.Lines.Single(), Does.Contain($"{odd.Id} of {Domain}").And.Contain(why));
        Assert.That((await ReportAsync()).Reconciliation is { LeftOut: 1, Found: 0 or 2 } told && told.LeftOutSays!.Contains($"{odd.Id}") && told.LeftOutSays.Contains(why));
    }

    [Test]
    public async Task One_that_spoils_its_page_is_stepped_over()
    {
        var orders = Enumerable.Range(0, 45).Select(n => Order(TimeSpan.FromMinutes(600 - (n * 10)))).ToArray();
        var odd = new[] { orders[0].Id, orders[7].Id, orders[8].Id, orders[44].Id };

        await Process(admin: Unreadable(odd)).RunAsync(Setting, CancellationToken.None);

        Assert.That(HandedOver.Select(o => o.OrderId), Is.EquivalentTo(orders.Select(o => o.Id).Except(odd)));
        Assert.That(await RowAsync() is { Fault: null, Looked: 45, Found: 41 } row && row.Watermark == UntilNow);
        Assert.That(LeftOutLog.Lines, Has.Count.EqualTo(4));
        Assert.That((await ReportAsync()).Reconciliation is { LeftOut: 4 } told && odd.All(id => told.LeftOutSays!.Contains($"{id}")));
    }

    [Test]
    public async Task One_in_no_currency_is_left_out()
    {
        Order(TimeSpan.FromMinutes(20));
        var nowhere = new AlteredAnswers<OrdersUpdatedSince>(Door.Admin, page => page with
        {
            Orders = page.Orders with { Nodes = [.. page.Orders.Nodes.Select(o => o with { CurrentTotalPriceSet = new MoneyBag(new ShopMoney(42.5m, "no such")) })] },
        });

        await Process(admin: nowhere).RunAsync(Setting, CancellationToken.None);

        Assert.That(HandedOver, Is.Empty);
        Assert.That(LeftOutLog.Lines.Single(), Does.Contain("currency"));
    }

    [Test]
    public async Task Where_none_can_be_read_it_is_no_orders_fault_and_all_of_them_wait()
    {
        var orders = Enumerable.Range(0, 3).Select(n => Order(TimeSpan.FromMinutes(30 - n))).Select(o => o.Id).ToArray();
        await Process(admin: Unreadable(orders)).RunAsync(Setting, CancellationToken.None);

        Assert.That((await ReportAsync()).Reconciliation is { LeftOut: 0, Fault: { } fault } && fault.Contains("is not what it should be"));
        Assert.That(await RowAsync() is { } row && row.Watermark == row.Since);

        await AgainAsync();
        Assert.That(HandedOver.Select(o => o.OrderId), Is.EquivalentTo(orders));
    }

    [Test]
    public async Task One_that_was_left_out_and_is_alone_the_next_time_stops_nothing()
    {
        Order(TimeSpan.FromMinutes(30));
        var odd = Order(TimeSpan.FromMinutes(5)).Id;
        await Process(admin: Unreadable(odd)).RunAsync(Setting, CancellationToken.None);
        LaterBy(16);
        await Process(admin: Unreadable(odd)).RunAsync(Setting, CancellationToken.None);

        Assert.That((await ReportAsync()).Reconciliation is { LeftOut: 1, Fault: null });
        Assert.That(await RowAsync() is { } row && row.Watermark == UntilNow);
    }

    [Test]
    public async Task Once_it_can_be_read_it_is_left_out_no_more()
    {
        var (odd, _) = (Order(TimeSpan.FromMinutes(20)), Order(TimeSpan.FromMinutes(10)));
        odd.CurrentTotal = -1;
        await RunAsync();
        LaterBy(16);
        odd.CurrentTotal = 1;
        Fake.Merchant.Tag(odd.Id, "mended");
        LaterBy(3);
        await AgainAsync();

        Assert.That(HandedOver.Select(o => o.OrderId), Does.Contain(odd.Id));
        Assert.That((await ReportAsync()).Reconciliation is { LeftOut: 0, LeftOutSays: null });
    }

    private AlteredAnswers<OrdersUpdatedSince> Unreadable(params long[] orders) => new(Door.Admin, page =>
        page.Orders.Nodes.FirstOrDefault(o => orders.Contains(o.LegacyResourceId)) is { } order
            ? new Failure(FailureKind.Unusable, $"The answer is not what it should be, at {order.Name}.") : page);

    private long UntilNow => Clock.GetUtcNow().AddMinutes(-2).ToStore();

    private Task AgainAsync()
    {
        LaterBy(16);
        return RunAsync();
    }
}
