using Delight.ObjectMother.Stores;
using Delight.Platform.Gifts;
using Delight.Simulator;
using static Delight.Shopify.Tests.WriteBack.WritingShop;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>Nothing is remembered of what was written into an order: the store was restored from an older copy, or its days were over.</summary>
internal sealed class ForgottenRowTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private WritingShop _shop = null!;
    private long _order;

    [SetUp]
    public async Task Open()
    {
        _shop = await OpenAsync(Store, ShopifyShopSettings.WriteBackSettings.OrderEdit);
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
    public async Task The_gift_that_stands_in_the_order_is_known_by_its_mark_and_not_put_in_again()
    {
        await WriteAndForgetAsync();
        await _shop.WishAsync(_order, 2, Tea());
        await _shop.SettleDownAsync();

        Assert.That(_shop.Gifts(_order), Has.Length.EqualTo(1));
        Assert.That(_shop.Merchant.Order(_order)!.Edits, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task It_is_taken_out_when_it_is_no_longer_due()
    {
        await WriteAndForgetAsync();
        await _shop.WishAsync(_order, 2, Tea());
        await _shop.SettleDownAsync();
        await _shop.WishAsync(_order, 3);
        await _shop.SettleDownAsync();

        Assert.That(_shop.Gifts(_order), Is.Empty);
    }

    [Test]
    public async Task It_is_exchanged_when_there_is_to_be_more_of_it()
    {
        await WriteAndForgetAsync();
        await _shop.WishAsync(_order, 2, Tea(quantity: 2));
        await _shop.SettleDownAsync();

        Assert.That(_shop.Gifts(_order).Single().CurrentQuantity, Is.EqualTo(2));
    }

    [TestCase(true, null, null, 0)]
    [TestCase(GiftLine.Taxable, "TIN", null, 0)]
    [TestCase(GiftLine.Taxable, null, "Leaf & Co", 0)]
    [TestCase(GiftLine.Taxable, null, null, 5)]
    public async Task What_the_shops_own_people_put_in_is_theirs_although_it_is_called_the_same(bool taxable, string? sku, string? vendor, int price)
    {
        _shop.Merchant.AddLine(_order, new ShopLine(sku, "Handwritten note", 1, price, Vendor: vendor), taxable);
        await _shop.WishAsync(_order, 1, Words());
        await _shop.SettleDownAsync();
        Assert.That(_shop.Gifts(_order), Has.Length.EqualTo(2));

        await _shop.WishAsync(_order, 2);
        await _shop.SettleDownAsync();
        Assert.That(_shop.Gifts(_order).Single(), Has.Property("Sku").EqualTo(sku).And.Property("Taxable").EqualTo(taxable).And.Property("Vendor").EqualTo(vendor));
    }

    private async Task WriteAndForgetAsync()
    {
        await _shop.WishAsync(_order, 1, Tea());
        await _shop.SettleDownAsync();
        await WriteAsync(s => s.EachAsync<object>("delete from shopify_written where shop = @Shop", [new { Shop = _shop.Domain }]));
    }
}
