using Delight.ObjectMother.Stores;
using static Delight.Shopify.Tests.WriteBack.WritingShop;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>A parcel stands beside the shop's order, where packing slips find it.</summary>
internal sealed class OrderNotingTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private WritingShop _shop = null!;

    [SetUp]
    public async Task Open() => _shop = await OpenAsync(Store, ShopifyShopSettings.WriteBackSettings.Note);

    [TearDown]
    public async Task Close()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
    }

    [Test]
    public async Task What_goes_into_the_parcel_stands_in_a_metafield_with_its_reasons_and_the_order_has_a_tag()
    {
        var order = _shop.Order();
        await _shop.WishAsync(order, 1, Tea(), Words());

        await _shop.WorkOffAsync();

        var field = _shop.Merchant.MetafieldsOf(order).Single();
        Assert.That((field.Namespace, field.Key), Is.EqualTo(("delight", "parcel")));
        Assert.That(field.Value, Is.EqualTo(
            "1 × A tin of tea for one (DELIGHT-TEA). 4th to 7th order matched: this is the customer's 5th.\n"
            + "1 × Handwritten note: Dear Ada, this is your fifth. (4th to 7th order matched: this is the customer's 5th)"));
        Assert.That(_shop.Merchant.Order(order)!.Tags, Is.EqualTo(new[] { "delight" }));
        Assert.That((await _shop.StoryAsync(order)).Single(), Does.StartWith("Written beside the shop's order"));
    }

    [Test]
    public async Task Tags_may_name_the_skus_and_go_with_them()
    {
        _shop.Settings.Tags = ["gift", "delight-{sku}"];
        var order = _shop.Order();
        _shop.Merchant.Tag(order, "vip");
        await _shop.WishAsync(order, 1, Tea(), Candle());
        await _shop.WorkOffAsync();
        Assert.That(_shop.Merchant.Order(order)!.Tags, Is.EquivalentTo(new[] { "vip", "gift", "delight-DELIGHT-TEA", "delight-DELIGHT-CANDLE" }));

        await _shop.WishAsync(order, 2, Candle());
        await _shop.WorkOffAsync();
        Assert.That(_shop.Merchant.Order(order)!.Tags, Is.EquivalentTo(new[] { "vip", "gift", "delight-DELIGHT-CANDLE" }));
        Assert.That(_shop.Note(order), Does.Not.Contain("tea"));
    }

    [Test]
    public async Task What_is_withdrawn_is_taken_back_and_what_others_wrote_stays()
    {
        var order = _shop.Order();
        _shop.Merchant.Tag(order, "delight");
        await _shop.WishAsync(order, 1, Tea());
        await _shop.WorkOffAsync();
        await _shop.WishAsync(order, 2);
        await _shop.WorkOffAsync();

        Assert.That(_shop.Note(order), Is.Null);
        Assert.That(_shop.Merchant.Order(order)!.Tags, Is.EqualTo(new[] { "delight" }), "somebody of the shop had added it before");
        Assert.That((await _shop.StoryAsync(order))[^1], Is.EqualTo("The note beside the shop's order is taken back."));
    }

    [Test]
    public async Task A_note_that_stands_there_already_is_not_written_again()
    {
        var order = _shop.Order();
        await _shop.WishAsync(order, 1, Tea());
        await _shop.WorkOffAsync();
        await _shop.WishAsync(order, 2, Tea());
        await _shop.WorkOffAsync();

        Assert.That(_shop.Shop.Log.CountOf("SetNote"), Is.EqualTo(1));
        Assert.That(_shop.Shop.Log.CountOf("AddTags"), Is.EqualTo(1));
    }

    [TestCase(true, "The order was cancelled at the shop: no note is written beside it.")]
    [TestCase(false, "The shop has sent the order already: no note is written beside it.")]
    public async Task An_order_that_nobody_will_pack_is_a_sentence(bool cancelled, string sentence)
    {
        var order = _shop.Order();
        (cancelled ? (Action)(() => _shop.Merchant.Cancel(order)) : () => _shop.Merchant.Fulfil(order))();
        await _shop.WishAsync(order, 1, Tea());
        await _shop.WorkOffAsync();

        Assert.That(await _shop.StoryAsync(order), Is.EqualTo(new[] { sentence }));
        Assert.That(_shop.Note(order), Is.Null);
    }
}
