using Delight.ObjectMother.Stores;
using static Delight.Shopify.Tests.WriteBack.WritingShop;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>Nobody knows whether an edit was committed, and the shop carries it out later.</summary>
internal sealed class CommitThatLandsLateTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private static readonly TimeSpan StillUnderWay = TimeSpan.FromSeconds(90);
    private WritingShop _shop = null!;
    private UnclearCommit _unclear = null!;
    private long _order;

    [SetUp]
    public async Task Commit()
    {
        _shop = await OpenAsync(Store, ShopifyShopSettings.WriteBackSettings.OrderEdit);
        _unclear = new UnclearCommit(_shop.Admin);
        _order = _shop.Order();
        await _shop.WishAsync(_order, 1, Tea());
        await WorkOffAsync();
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
    public async Task It_is_not_committed_again_while_it_may_be_under_way()
    {
        _shop.Clock.Advance(StillUnderWay);
        await WorkOffAsync();
        Assert.That(_unclear.Commits, Is.EqualTo(1));

        await _unclear.LandAsync();
        await _shop.SettleDownAsync();
        Assert.That((Titles(), _shop.Merchant.Order(_order)!.Edits.Count), Is.EqualTo((Tea().Title!, 1)));
    }

    [Test]
    public async Task What_lands_after_it_was_committed_again_is_taken_out()
    {
        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await WorkOffAsync();
        Assert.That(_unclear.Commits, Is.EqualTo(2));

        await _unclear.LandAsync();
        await _shop.SettleDownAsync();
        Assert.That(Titles(), Is.EqualTo(Tea().Title));
    }

    [Test]
    public async Task A_gift_that_was_withdrawn_meanwhile_is_taken_out()
    {
        await _shop.WishAsync(_order, 2);
        await WorkOffAsync();

        await _unclear.LandAsync();
        await _shop.SettleDownAsync();
        Assert.That(_shop.Gifts(_order), Is.Empty);
    }

    [Test]
    public async Task A_gift_that_was_exchanged_meanwhile_is_taken_out()
    {
        await _shop.WishAsync(_order, 2, Candle());
        await WorkOffAsync();

        await _unclear.LandAsync();
        await _shop.SettleDownAsync();
        Assert.That(Titles(), Is.EqualTo(Candle().Title));
    }

    private Task WorkOffAsync() => _shop.WorkOffAsync(_unclear);

    private string Titles() => string.Join(", ", _shop.Gifts(_order).Select(g => g.Title[..g.Title.IndexOf(" (", StringComparison.Ordinal)]));
}
