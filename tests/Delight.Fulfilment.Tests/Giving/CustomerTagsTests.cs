using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Tests.Giving;

/// <summary>What the shop's own tags of a customer say.</summary>
public sealed class CustomerTagsTests(StoreKind kind) : OnGivingShop(kind)
{
    [TestCase("no tea", "CANDLE")]
    [TestCase("No-TEA", "CANDLE")]
    [TestCase("refuses: TEA", "CANDLE")]
    [TestCase("likes:mug", "MUG")]
    [TestCase("tea", "TEA")]
    [TestCase("VIP", "TEA")]
    public async Task The_shops_own_tags_of_a_customer_say_what_they_like_and_refuse(string tag, string gets)
    {
        await EnterAsync(Wish(4, Tea, Candle, Mug) with { CustomerTags = ["newsletter", tag] });

        Assert.That(await InAsync(4), Is.EqualTo(new[] { gets, "note" }));
    }

    [Test]
    public async Task A_size_may_stand_in_a_tag()
    {
        this[Tea].Sizes = ["S", "M"];

        await EnterAsync(Wish(4, Tea) with { CustomerTags = ["size:m"] });
        var line = (await CurrentAsync(4))!.Lines[0];

        Assert.That((line.Sku, line.Text), Is.EqualTo((Tea, "Size M")));
    }

    [Test]
    public async Task What_the_shop_noted_counts_besides_and_a_size_of_its_own_before_a_tags()
    {
        this[Mug].Sizes = ["S", "M", "L"];
        await WriteAsync(s => s.EachAsync<object>("insert into preferences (shop, customer_id, refuses, likes, sizes) values (@Shop, @CustomerId, 'CANDLE', '', 'L')", [new { Shop = Shop.Domain, CustomerId = Shop.Ada }]));

        await EnterAsync(Wish(5, Tea, Candle, Mug) with { CustomerTags = ["no tea", "size:M"] });

        Assert.That((await CurrentAsync(5))!.Lines.Select(l => (l.Sku, l.Text)).First(), Is.EqualTo((Mug, "Size L")));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Each_order_is_packed_by_its_own_tags_whichever_came_first(bool inOrder)
    {
        GestureDecided[] answers = [Wish(4, Tea, Candle), Wish(5, Candle, Mug) with { CustomerTags = ["no tea"] }];
        foreach (var answer in inOrder ? answers : answers.Reverse())
        {
            await EnterAsync(answer);
        }

        Assert.That((await InAsync(4), await InAsync(5)), Is.EqualTo((new[] { Tea, "note" }, new[] { Candle, "note" })));
    }
}
