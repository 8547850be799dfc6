using Delight.Contracts;
using Delight.Fulfilment.Giving;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Tests.Giving;

/// <summary>Nothing less than last time, nothing twice, nothing that is not wanted; and of several rules the most important first.</summary>
public sealed class WantedGiftsTests(StoreKind kind) : OnGivingShop(kind)
{
    [Test]
    public async Task An_extra_is_never_worth_less_than_the_customers_last_whichever_rule_gave_it()
    {
        await EnterAsync(Wish(4, 1, "another-rule", Candle));
        await EnterAsync(Wish(5, Tea));

        Assert.That(await InAsync(5), Is.EqualTo(new[] { "note" }));
        Assert.That((await StoryAsync(5)).Single(), Does.EndWith(
            $"no extra: A tea, worth 3.00 {Shop.Currency}, is less than the customer's last extra, worth 5.00 {Shop.Currency}."));
    }

    [Test]
    public async Task Nothing_is_given_twice()
    {
        await EnterAsync(Wish(4, Tea));
        await EnterAsync(Wish(5, Tea, Candle));

        Assert.That(await InAsync(5), Is.EqualTo(new[] { Candle, "note" }));
    }

    [Test]
    public async Task Two_rules_do_not_put_the_same_into_one_parcel()
    {
        await EnterAsync(Wish(4, 1, "a-rule", Tea));
        await EnterAsync(Wish(4, 1, "b-rule", Tea, Candle));

        Assert.That((await CurrentAsync(4))!.Lines.Where(l => l.Kind == LineKind.Extra).Select(l => (l.Rule, l.Sku)), Is.EqualTo(new[] { ("a-rule", Tea), ("b-rule", Candle) }));
        Assert.That((await CurrentAsync(4))!.Lines[1].Why, Does.EndWith("A tea is in the parcel already"));
    }

    [Test]
    public async Task An_earlier_order_that_comes_late_goes_first_and_the_later_one_is_chosen_again()
    {
        await EnterAsync(Wish(5, Tea, Candle));

        var entered = await Book.EnterAsync(Wish(4, Tea), CancellationToken.None);

        Assert.That((await InAsync(4), await InAsync(5)), Is.EqualTo((new[] { Tea, "note" }, new[] { Candle, "note" })));
        Assert.That(entered.Others.Single().Lines.Select(l => l.Sku), Is.EqualTo(new[] { Candle, null }), "and is told");
        Assert.That(await CountAsync("select count(*) from untold"), Is.EqualTo(1), "or will be, if whoever entered it dies");
        await Book.ToldAsync(entered.Others, CancellationToken.None);
        Assert.That(await CountAsync("select count(*) from untold"), Is.Zero);
        Assert.That((await StoryAsync(5))[^1], Does.Contain("is chosen again. Queued: 1 × A candle"));
    }

    [Test]
    public async Task What_is_packed_is_not_chosen_again()
    {
        await EnterAsync(Wish(5, Tea, Candle));
        await PackAsync(5);

        await EnterAsync(Wish(4, Tea));

        Assert.That((await InAsync(4), await InAsync(5)), Is.EqualTo((new[] { Tea, "note" }, new[] { Tea, "note" })));
    }

    [Test]
    public async Task An_order_that_goes_to_another_customer_leaves_its_gift_to_the_next()
    {
        await EnterAsync(Wish(4, Tea));
        await EnterAsync(Wish(5, Tea, Candle));

        await EnterAsync(Wish(4, 2, Shop.Rule, Tea) with { CustomerId = 8 });

        Assert.That((await InAsync(4), await InAsync(5)), Is.EqualTo((new[] { Tea, "note" }, new[] { Tea, "note" })));
    }

    [Test]
    public async Task What_a_customer_refuses_is_not_given_and_what_they_like_goes_first()
    {
        (this[Tea].Tags, this[Mug].Tags) = (["for drinking"], ["drinkware"]);
        await PreferAsync(refuses: "for drinking|SWEET", likes: "Drinkware");

        await EnterAsync(Wish(4));
        await EnterAsync(Wish(5, Tea));

        Assert.That((await InAsync(4), await InAsync(5)), Is.EqualTo((new[] { Mug, "note" }, new[] { "note" })));
        Assert.That((await StoryAsync(5)).Single(), Does.EndWith("no extra: A tea is not for this customer."));
    }

    [Test]
    public async Task What_is_worn_out_is_not_given()
    {
        this[Sweet].Tags = ["sugar"];
        Gives.WornOut = ["Sugar", Tea];

        await EnterAsync(Wish(4));

        Assert.That(await InAsync(4), Is.EqualTo(new[] { Candle, "note" }));
    }

    [Test]
    public async Task A_size_must_be_known()
    {
        Gives.Catalogue.Add(new CatalogueItemSettings { Sku = "HOODIE", Title = "A hoodie", Sizes = ["S", "M", "L"] });
        await EnterAsync(Wish(4, "HOODIE", Sweet));
        await PreferAsync(sizes: "m|40");
        await EnterAsync(Wish(5, "HOODIE") with { CustomerId = Shop.Ada });

        Assert.That(await InAsync(4), Is.EqualTo(new[] { Sweet, "note" }));
        Assert.That((await CurrentAsync(4))!.Lines[0].Why, Does.EndWith("the customer's size of A hoodie is not known"));
        Assert.That(await InAsync(5), Is.EqualTo(new[] { "note" }), "it is worth less than the sweet");
        await EnterAsync(Shop.Decided(4, version: 2).Passing());
        Assert.That((await CurrentAsync(5))!.Lines[0].Text, Is.EqualTo("Size M"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Of_several_rules_the_highest_writes_the_note_and_fills_the_parcel_whichever_answers_first(bool highestFirst)
    {
        Gives.MostExtras = 1;
        Gives.Rules = [new RuleGivingSettings { Rule = "z-rule", Priority = 10 }];
        var (high, low) = (Wish(4, 1, "z-rule", Sweet), Wish(4, 1, "a-rule", Tea));

        await EnterAsync(highestFirst ? high : low);
        await EnterAsync(highestFirst ? low : high);

        Assert.That((await CurrentAsync(4))!.Lines.Select(l => (l.Rule, l.Kind)), Is.EqualTo(new[] { ("z-rule", LineKind.Extra), ("z-rule", LineKind.HandwrittenNote) }));
        Assert.That(await StoryAsync(4), Has.One.EndsWith("Nothing is queued; no A tea, since a parcel gets one extra at most and other rules go first; no note, since z-rule writes one and a parcel gets one at most."));
    }

    [Test]
    public async Task A_shop_that_is_not_listed_gives_whatever_its_rules_say()
    {
        Giving.Shops.Clear();
        this[Tea].Stock = 0;

        await EnterAsync(Wish(4, Tea));
        await EnterAsync(Wish(5, Tea));

        Assert.That((await InAsync(4), await InAsync(5)), Is.EqualTo((new[] { Tea, "note" }, new[] { Tea, "note" })));
    }

    private Task PreferAsync(string refuses = "", string likes = "", string sizes = "") => WriteAsync(s => s.EachAsync<object>(
        "insert into preferences (shop, customer_id, refuses, likes, sizes) values (@Shop, @CustomerId, @Refuses, @Likes, @Sizes)",
        [new { Shop = Shop.Domain, CustomerId = Shop.Ada, Refuses = refuses, Likes = likes, Sizes = sizes }]));

    /// <summary>An answer for an earlier parcel comes with the one that takes the order away.</summary>
    [Test]
    public async Task What_stands_behind_an_order_that_left_is_chosen_anew_whatever_else_comes_with_it()
    {
        await EnterAsync(Wish(4, Sweet));
        await EnterAsync(Wish(5, Tea));
        await EnterAsync(Wish(6, Tea, Candle));
        Assert.That(await InAsync(6), Is.EqualTo(new[] { Candle, "note" }), "the tea went to order 5");

        await EnterTogetherAsync(Wish(4, 2, Shop.Rule, Sweet), Wish(5, 2, Shop.Rule, Tea) with { CustomerId = Shop.Bert });

        Assert.That(await InAsync(6), Is.EqualTo(new[] { Tea, "note" }));
    }
}
