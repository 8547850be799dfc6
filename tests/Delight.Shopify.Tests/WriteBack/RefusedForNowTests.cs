using Delight.FakeShops;
using Delight.ObjectMother.Stores;
using static Delight.Shopify.Tests.WriteBack.WritingShop;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>What the shop does not take at this moment it may take in the next: another app edits the order, or the order is not to be seen yet.</summary>
internal sealed class RefusedForNowTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private const string Put = "Put into the shop's order, for nothing and without telling the customer: 1 × A tin of tea for one (DELIGHT-TEA).";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private WritingShop _shop = null!;

    [SetUp]
    public async Task Open() => _shop = await OpenAsync(Store, ShopifyShopSettings.WriteBackSettings.OrderEdit | ShopifyShopSettings.WriteBackSettings.Hold);

    [TearDown]
    public async Task Close()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
    }

    [Test]
    public async Task An_order_that_another_app_had_in_hand_gets_its_gift_a_minute_later_and_nobody_reads_of_it()
    {
        var order = await LockedAsync();
        _shop.Merchant.Unlock(order);
        await LaterAsync(Minute);

        Assert.That(_shop.Gifts(order), Has.Length.EqualTo(1));
        Assert.That(await _shop.StoryAsync(order), Is.EqualTo(new[] { Put }));
    }

    [Test]
    public async Task An_edit_that_was_refused_once_is_made_a_minute_later([Values("BeginEdit", "AddToEdit", "CommitEdit")] string question)
    {
        var order = _shop.Order();
        _shop.Shop.Faults.Add(new Fault(FaultKind.UserError) { Operation = question, Message = "The order is being edited." });
        await _shop.WishAsync(order, 1, Tea());
        await _shop.WorkOffAsync();
        await LaterAsync(Minute);

        Assert.That(_shop.Gifts(order), Has.Length.EqualTo(1));
        Assert.That(await _shop.StoryAsync(order), Is.EqualTo(new[] { Put }));
    }

    [Test]
    public async Task An_order_that_the_shop_shows_later_than_it_told_of_it_gets_its_gift_and_its_note()
    {
        _shop.Settings.WriteBack = ShopifyShopSettings.WriteBackSettings.OrderEdit | ShopifyShopSettings.WriteBackSettings.Note;
        var order = _shop.Merchant.NextId();
        await _shop.WishAsync(order, 1, Tea());
        await _shop.WorkOffAsync();
        _shop.Order(id: order);
        await LaterAsync(Minute);

        Assert.That((_shop.Gifts(order).Length, _shop.Note(order) is null), Is.EqualTo((1, false)));
        Assert.That(await _shop.StoryAsync(order), Has.None.Contains("does not show"));
    }

    [Test]
    public async Task What_stays_refused_is_asked_three_times_more_and_then_told_once()
    {
        var order = await LockedAsync();
        Assert.That(await _shop.StoryAsync(order), Is.Empty);

        await _shop.WaitOutRefusalsAsync();
        await LaterAsync(TimeSpan.FromDays(1));

        Assert.That(_shop.Shop.Log.CountOf("OrderForEdit"), Is.EqualTo(4));
        Assert.That(await _shop.StoryAsync(order), Is.EqualTo(new[] { "The shop does not let the order be edited: nothing is written into it. Being processed." }));
        Assert.That(await CountAsync("select count(*) from shopify_written where due_at is not null"), Is.Zero);
    }

    [Test]
    public async Task What_is_sent_meanwhile_is_told_at_once()
    {
        var order = await LockedAsync();
        _shop.Merchant.Fulfil(order);
        await LaterAsync(Minute);

        Assert.That(await _shop.StoryAsync(order), Is.EqualTo(new[] { "The shop has sent the order already: nothing is written into it." }));
        Assert.That(await CountAsync("select count(*) from shopify_written where due_at is not null"), Is.Zero);
    }

    [Test]
    public async Task A_parcel_that_changed_since_is_asked_for_as_often_again()
    {
        var order = await LockedAsync();
        await _shop.WaitOutRefusalsAsync();
        await _shop.WishAsync(order, 2, Candle());
        await _shop.WorkOffAsync();
        _shop.Merchant.Unlock(order);
        await LaterAsync(Minute);

        Assert.That(_shop.Gifts(order).Single().Title, Does.StartWith("A small beeswax candle"));
    }

    [Test]
    public async Task Looks_that_a_hold_needs_use_up_none_of_them_and_the_hold_goes_as_early_as_ever()
    {
        var order = _shop.Order();
        _shop.Merchant.Lock(order, "Being processed.");
        await _shop.OweAsync(order);
        await _shop.RankAsync(order);
        await _shop.WishAsync(order, 1, Tea());
        for (var look = 0; look < 6; look++)
        {
            await _shop.WorkOffAsync();
            _shop.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        await _shop.SettleAsync(order);
        await _shop.WorkOffAsync();
        Assert.That(_shop.Merchant.Order(order)!.Holds, Is.Empty);

        _shop.Merchant.Unlock(order);
        await LaterAsync(Minute);
        Assert.That(_shop.Gifts(order), Has.Length.EqualTo(1));
    }

    /// <returns>An order that another app has in hand, for which there was a gift.</returns>
    private async Task<long> LockedAsync()
    {
        var order = _shop.Order();
        _shop.Merchant.Lock(order, "Being processed.");
        await _shop.WishAsync(order, 1, Tea());
        await _shop.WorkOffAsync();
        return order;
    }

    private Task LaterAsync(TimeSpan by)
    {
        _shop.Clock.Advance(by);
        return _shop.WorkOffAsync();
    }
}
