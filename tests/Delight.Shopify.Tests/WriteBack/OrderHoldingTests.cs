using Delight.FakeShops;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;
using Delight.Shopify.WriteBack;
using static Delight.Shopify.Tests.WriteBack.WritingShop;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>An order is held back at the shop while rules decide, and never longer than was said.</summary>
internal sealed class OrderHoldingTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);
    private WritingShop _shop = null!;

    [SetUp]
    public async Task Open() => _shop = await OpenAsync(Store, ShopifyShopSettings.WriteBackSettings.Hold | ShopifyShopSettings.WriteBackSettings.OrderEdit);

    [TearDown]
    public async Task Close()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
    }

    [Test]
    public async Task It_is_held_until_the_last_rule_has_answered_and_the_gift_is_in_the_order()
    {
        var order = await HeldAsync();
        Assert.That(Holds(order).Single(), Has.Property("Handle").EqualTo($"delight-{order}"));

        await _shop.WishAsync(order, 1, Tea());
        await _shop.WorkOffAsync();
        Assert.That(Holds(order), Has.Length.EqualTo(1), "another rule owes its answer");

        await _shop.SettleAsync(order);
        await LookAsync();

        Assert.That(Holds(order), Is.Empty);
        Assert.That(_shop.Gifts(order), Has.Length.EqualTo(1));
        Assert.That(await _shop.StoryAsync(order), Has.Member("What goes into the parcel is decided: the shop may send the order."));
    }

    [Test]
    public async Task It_is_held_once_and_waited_for_without_asking_the_shop()
    {
        var order = await HeldAsync();
        for (var moment = 0; moment < 10; moment++)
        {
            await LookAsync();
        }

        Assert.That(Holds(order), Has.Length.EqualTo(1));
        Assert.That(_shop.Shop.Log.CountOf("HoldPart"), Is.EqualTo(1));
        Assert.That(_shop.Shop.Log.CountOf("OrderHolds"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_decided_at_once_is_never_held()
    {
        var order = _shop.Order();
        await _shop.RankAsync(order);
        await _shop.SettleDownAsync();

        Assert.That(_shop.Shop.Log.Entries, Is.Empty);
    }

    [Test]
    public async Task After_its_time_it_goes_whatever_else()
    {
        var order = await HeldAsync();
        _shop.Clock.Advance(TimeSpan.FromMinutes(10));
        await _shop.WorkOffAsync();
        await _shop.RankAsync(order);
        await _shop.SettleDownAsync();

        Assert.That(Holds(order), Is.Empty);
        Assert.That(_shop.Shop.Log.CountOf("HoldPart"), Is.EqualTo(1), "it is not held a second time");
        Assert.That(await _shop.StoryAsync(order), Has.Member("The time to hold the order back is over: the shop may send it."));
    }

    [Test]
    public async Task It_goes_when_the_shop_no_longer_wants_holds()
    {
        var order = await HeldAsync();
        _shop.Settings.WriteBack = ShopifyShopSettings.WriteBackSettings.None;
        await LookAsync();

        Assert.That(Holds(order), Is.Empty);
    }

    [Test]
    public async Task Only_our_own_hold_is_released()
    {
        var order = await HeldAsync();
        _shop.Merchant.Hold(order, "The address looks wrong.");
        await _shop.SettleAsync(order);
        await LookAsync();

        Assert.That(Holds(order).Single().Notes, Is.EqualTo("The address looks wrong."));
    }

    [Test]
    public async Task A_gift_that_cannot_be_written_yet_holds_the_order_no_longer_than_was_said()
    {
        var order = await HeldAsync();
        await _shop.SettleAsync(order);
        await _shop.WishAsync(order, 1, Tea());
        _shop.Shop.Faults.Add(FaultKind.AccessDenied, times: 1000, operation: "BeginEdit");
        await _shop.WorkOffAsync();
        Assert.That(Holds(order), Has.Length.EqualTo(1));

        _shop.Clock.Advance(TimeSpan.FromMinutes(10));
        await _shop.WorkOffAsync();
        Assert.That(Holds(order), Is.Empty);
    }

    [Test]
    public async Task An_edit_that_always_breaks_off_holds_the_order_no_longer_than_was_said()
    {
        var order = await HeldAsync();
        await _shop.WishAsync(order, 1, Tea());
        _shop.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.That(() => _shop.WorkOffAsync(new Mortal(5, _shop.Admin, Store)), Throws.InstanceOf<DiedException>());

        Assert.That(Holds(order), Is.Empty, "it goes before anything else is done");
    }

    [Test]
    public async Task An_order_whose_time_is_over_waits_behind_no_other()
    {
        var order = await HeldAsync();
        _shop.Clock.Advance(TimeSpan.FromMinutes(9));
        foreach (var other in Enumerable.Range(0, 3).Select(n => _shop.Order($"#{n}")))
        {
            await _shop.WishAsync(other, 1, Tea());
        }

        _shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(s => s.EachAsync<object>("update shopify_written set due_at = @Now where order_id = @Order", [new { Now = _shop.Clock.GetUtcNow().ToStore(), Order = order }]));

        Assert.That((await new WrittenTable(Store, _shop.Clock).ClaimAsync(_shop.Domain, CancellationToken.None))!.OrderId, Is.EqualTo(order));
    }

    [Test]
    public async Task Old_orders_and_those_that_do_not_count_are_not_held()
    {
        var (old, not) = (_shop.Order(), _shop.Order("#1043"));
        await _shop.OweAsync(old);
        await _shop.OweAsync(not);
        await _shop.RankAsync(old, _shop.Clock.GetUtcNow() - TimeSpan.FromDays(2));
        await _shop.RankAsync(not, counts: false);
        await _shop.SettleDownAsync();

        Assert.That(_shop.Shop.Log.Entries, Is.Empty);
    }

    private async Task<long> HeldAsync()
    {
        var order = _shop.Order();
        await _shop.OweAsync(order);
        await _shop.RankAsync(order);
        await _shop.WorkOffAsync();
        Assert.That(Holds(order), Has.Length.EqualTo(1));
        return order;
    }

    private Task LookAsync()
    {
        _shop.Clock.Advance(Moment);
        return _shop.WorkOffAsync();
    }

    private FakeHold[] Holds(long order) => [.. _shop.Merchant.Order(order)!.Holds];
}
