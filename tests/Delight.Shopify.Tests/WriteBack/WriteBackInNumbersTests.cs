using Delight.FakeShops;
using Delight.ObjectMother.Stores;
using Delight.Shopify.Reporting;
using static Delight.Shopify.Tests.WriteBack.WritingShop;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>What was done in a shop's own orders, what could not be and why, and what is still to be done.</summary>
internal sealed class WriteBackInNumbersTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private WritingShop _shop = null!;

    [SetUp]
    public async Task Open() => _shop = await OpenAsync(
        Store, ShopifyShopSettings.WriteBackSettings.Note | ShopifyShopSettings.WriteBackSettings.OrderEdit | ShopifyShopSettings.WriteBackSettings.Hold);

    [TearDown]
    public async Task Close()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
    }

    [Test]
    public async Task Before_anything_is_written_there_is_nothing() =>
        Assert.That(await ReportAsync() is { Writes: "Note, OrderEdit, Hold", Edited: 0, Noted: 0, Held: 0, Released: 0, Refused: 0, Refusals: [], HeldNow: 0, Waiting: 0, OldestWaitingSince: null });

    [Test]
    public async Task An_order_is_held_then_written_and_let_go_and_each_is_counted_once()
    {
        var order = _shop.Order();
        await _shop.OweAsync(order);
        await _shop.RankAsync(order);
        await _shop.WorkOffAsync();
        Assert.That(await ReportAsync() is { Held: 1, Released: 0, Edited: 0, HeldNow: 1, Waiting: 0, OldestWaitingSince: null });

        await _shop.SettleAsync(order);
        await _shop.WishAsync(order, 1, Tea(), Words());
        await _shop.SettleDownAsync();

        Assert.That(await ReportAsync() is { Held: 1, Released: 1, Edited: 1, Noted: 1, Refused: 0, HeldNow: 0, Waiting: 0 });
    }

    [Test]
    public async Task What_waits_says_since_when_the_oldest_does()
    {
        var since = _shop.Clock.GetUtcNow();
        await _shop.WishAsync(_shop.Order(), 1, Tea());
        _shop.Clock.Advance(TimeSpan.FromMinutes(4));
        await _shop.WishAsync(_shop.Order(), 1, Tea());
        Assert.That(await ReportAsync() is { Waiting: 2 } both && both.OldestWaitingSince == since);

        _shop.Shop.Faults.Add(FaultKind.Unauthorized, times: 100);
        await _shop.WorkOffAsync();

        Assert.That(await ReportAsync() is { Waiting: 2, Edited: 0, Refused: 0, Refusals: [] } still && still.OldestWaitingSince == since, "the shop refuses the app, not the order");
    }

    [Test]
    public async Task What_is_refused_is_counted_by_its_reason_until_it_can_be_written()
    {
        long[] orders = [.. Enumerable.Range(0, 3).Select(_ => _shop.Order())];
        _shop.Merchant.Lock(orders[0], "The order is subject to duties.");
        _shop.Merchant.Lock(orders[1], "The order is subject to duties.");
        _shop.Merchant.Cancel(orders[2]);
        foreach (var order in orders)
        {
            await _shop.WishAsync(order, 1, Tea());
        }

        await _shop.WorkOffAsync();
        Assert.That(await ReportAsync() is { Waiting: 2, Refusals.Count: 1 }, "what may be taken yet waits");

        await _shop.WaitOutRefusalsAsync();
        var report = await ReportAsync();
        Assert.That(report.Refusals.Select(r => r.Orders), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(report.Refusals[0].Says, Does.Contain("subject to duties"));
        Assert.That(report.Refusals[1].Says, Does.Contain("cancelled"));
        Assert.That(report.Refused, Is.GreaterThanOrEqualTo(3));

        foreach (var order in orders)
        {
            await _shop.WishAsync(order, 2); // Nothing is to stand there any more.
        }

        await _shop.WorkOffAsync();
        Assert.That((await ReportAsync()).Refusals, Is.Empty);
    }

    private Task<WriteBackView> ReportAsync() => new WriteBackReport(Store).OfAsync(_shop.Settings, CancellationToken.None);
}
