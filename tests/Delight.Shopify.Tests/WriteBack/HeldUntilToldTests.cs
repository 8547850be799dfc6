using Delight.FakeShops;
using Delight.ObjectMother.Stores;
using Delight.Shopify.WriteBack;
using static Delight.Shopify.ShopifyShopSettings;
using static Delight.Shopify.Tests.WriteBack.WritingShop;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>An order is held until what was decided has come, in whatever order the messages do.</summary>
internal sealed class HeldUntilToldTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private WritingShop _shop = null!;
    private long _order;

    [SetUp]
    public async Task Open()
    {
        _shop = await OpenAsync(Store, WriteBackSettings.Hold | WriteBackSettings.OrderEdit);
        _order = _shop.Order();
    }

    [TearDown]
    public async Task Close()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
    }

    [Test]
    public async Task It_is_held_until_what_was_decided_has_come_and_is_in_the_order()
    {
        var order = await HeldAsync();
        _shop.Parcels[order] = new(Version: 2, HasLines: true);
        await _shop.SettleAsync(order);
        await LookAsync();
        Assert.That(Holds(order), Has.Length.EqualTo(1), "the message of the parcel is on its way");

        await _shop.WishAsync(order, 2, Tea());
        await LookAsync();
        Assert.That((Holds(order).Length, _shop.Gifts(order).Length), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task It_is_held_until_what_was_withdrawn_is_out_of_the_order()
    {
        var order = await HeldAsync();
        await _shop.WishAsync(order, 1, Tea());
        _shop.Parcels[order] = new(Version: 2, HasLines: false);
        await _shop.SettleAsync(order);
        await LookAsync();
        Assert.That((Holds(order).Length, _shop.Gifts(order).Length), Is.EqualTo((1, 1)));

        await _shop.WishAsync(order, 2);
        await LookAsync();
        Assert.That((Holds(order).Length, _shop.Gifts(order).Length), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task What_changes_of_a_parcel_with_nothing_in_it_holds_nothing_back()
    {
        var order = await HeldAsync();
        _shop.Parcels[order] = new(Version: 3, HasLines: false);
        await _shop.SettleAsync(order);
        await LookAsync();

        Assert.That(Holds(order), Is.Empty);
    }

    [TestCase(WriteBackSettings.Hold)]
    [TestCase(WriteBackSettings.Hold | WriteBackSettings.OrderEdit)]
    public async Task A_parcel_that_is_told_before_its_order_is_ranked_holds_nothing_back_when_all_is_decided(WriteBackSettings writes)
    {
        Only(writes);
        await TellBeforeRankAsync();
        await _shop.WorkOffAsync();

        Assert.That(_shop.Shop.Log.CountOf("HoldPart"), Is.Zero);
    }

    [Test]
    public async Task A_parcel_that_is_told_before_its_order_is_ranked_is_held_while_a_rule_owes_its_answer()
    {
        Only(WriteBackSettings.Hold);
        await _shop.OweAsync(_order);
        await TellBeforeRankAsync();
        await _shop.WorkOffAsync();
        Assert.That(Holds(_order), Has.Length.EqualTo(1));

        await _shop.SettleAsync(_order);
        await LookAsync();
        Assert.That(Holds(_order), Is.Empty);
    }

    [Test]
    public async Task An_order_that_is_to_be_held_while_it_is_in_hand_is_looked_at_again()
    {
        Only(WriteBackSettings.Hold);
        await _shop.OweAsync(_order);
        await _shop.WishAsync(_order, 1, Tea());
        var table = new WrittenTable(Store, _shop.Clock);
        var inHand = (await table.ClaimAsync(_shop.Domain, CancellationToken.None))!;
        await _shop.RankAsync(_order);
        await table.LetGoAsync(inHand, null, [], [], CancellationToken.None);

        await _shop.WorkOffAsync();
        Assert.That(Holds(_order), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task An_order_that_the_shop_shows_later_than_it_told_of_it_is_held_then()
    {
        Only(WriteBackSettings.Hold);
        var later = _shop.Merchant.NextId();
        await _shop.OweAsync(later);
        await _shop.RankAsync(later);
        await _shop.WorkOffAsync();
        _shop.Order(id: later);
        await LookAsync();

        Assert.That(Holds(later), Has.Length.EqualTo(1));
        Assert.That(await _shop.StoryAsync(later), Has.None.Contains("does not show"));
    }

    private async Task TellBeforeRankAsync()
    {
        _shop.Parcels[_order] = new(1, HasLines: true);
        await _shop.WishAsync(_order, 1, Tea());
        await _shop.RankAsync(_order);
    }

    private async Task<long> HeldAsync()
    {
        await _shop.OweAsync(_order);
        await _shop.RankAsync(_order);
        await _shop.WorkOffAsync();
        Assert.That(Holds(_order), Has.Length.EqualTo(1));
        return _order;
    }

    private void Only(WriteBackSettings writes) => _shop.Settings.WriteBack = writes;

    private Task LookAsync()
    {
        _shop.Clock.Advance(TimeSpan.FromSeconds(5));
        return _shop.WorkOffAsync();
    }

    private FakeHold[] Holds(long order) => [.. _shop.Merchant.Order(order)!.Holds];
}
