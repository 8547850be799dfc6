using Delight.Fulfilment.Giving;
using Delight.Fulfilment.Tests.Giving;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Merging;

/// <summary>What a customer has had, likes, refuses and is tested for, after two became one.</summary>
public class MergedWishesTests(StoreKind kind) : OnGivingShop(kind)
{
    private GivingDesk Wishes => new(Store, new GivingShops(new InForce<GivingSettings>(Giving), new InForce<ShopZones>(Zones)), Clock);

    [Test]
    public async Task What_the_one_has_had_the_other_does_not_get()
    {
        await EnterAsync(Wish(4, Tea) with { CustomerId = Shop.Bert });
        await PackAsync(4);
        await Store.MergeAsync(Clock);

        await EnterAsync(Wish(5, Tea, Candle));

        Assert.That(await InAsync(5), Is.EqualTo(new[] { Candle, "note" }));
    }

    [Test]
    public async Task An_open_parcel_is_chosen_for_again_when_its_rule_answers()
    {
        await EnterAsync(Wish(4, Tea) with { CustomerId = Shop.Bert });
        await EnterAsync(Wish(5, Tea, Candle));
        Assert.That(await InAsync(5), Does.Contain(Tea));

        await Store.MergeAsync(Clock);
        await EnterAsync(Wish(5, 2, Shop.Rule, Tea, Candle));

        Assert.That(await InAsync(5), Is.EqualTo(new[] { Candle, "note" }));
    }

    [Test]
    public async Task What_gives_way_is_back_in_stock()
    {
        this[Tea].Stock = 2;
        await EnterAsync(Wish(9, Tea) with { CustomerId = Shop.Bert, Ordinal = 5 });
        await PackAsync(9);
        await EnterAsync(Wish(5, Tea));
        Assert.That(await StockAsync(Tea), Is.Zero);

        await Store.MergeAsync(Clock);

        Assert.That((await StockAsync(Tea), await InAsync(5)), Is.EqualTo((1, Array.Empty<string>())));
    }

    [Test]
    public async Task Whoever_was_assigned_stays_and_where_both_were_the_kept_one()
    {
        await AssignAsync(Shop.Ada, "a", Arm.Note);
        await AssignAsync(Shop.Bert, "a", Arm.Extra);
        await AssignAsync(Shop.Bert, "b", Arm.Nothing);

        await Store.MergeAsync(Clock);
        await Store.MergeAsync(Clock);

        Assert.That((await ReadAsync(s => s.QueryAsync<Assignment>("select * from assignments order by rule"))).Select(a => (a.CustomerId, a.Rule, a.Arm)),
            Is.EqualTo(new[] { (Shop.Ada, "a", Arm.Note), (Shop.Ada, "b", Arm.Nothing) }));
    }

    [Test]
    public async Task Who_is_held_out_stays_held_out_under_the_other_number()
    {
        Gives.Rules = [new RuleGivingSettings { Rule = Shop.Rule, Arms = new ArmSettings { Nothing = 100 } }];
        await EnterAsync(Wish(4) with { CustomerId = Shop.Bert });
        await Store.MergeAsync(Clock);
        Gives.Rules[0].Arms = new ArmSettings { Both = 100 };

        await EnterAsync(Wish(5));

        Assert.That(await InAsync(5), Is.Empty);
    }

    [Test]
    public async Task What_either_refuses_or_likes_both_do_and_of_sizes_the_kept_ones_goes_first()
    {
        await PreferAsync(Shop.Ada, refuses: "chocolate", likes: "tea", sizes: "M");
        await PreferAsync(Shop.Bert, refuses: "Chocolate\nalcohol", likes: "", sizes: "L");

        await Store.MergeAsync(Clock);

        var kept = await Wishes.PreferencesAsync(Shop.Domain, Shop.Bert, CancellationToken.None);
        Assert.That((kept.CustomerId, CatalogueItem.ListOf(kept.Refuses), CatalogueItem.ListOf(kept.Likes), CatalogueItem.ListOf(kept.Sizes)),
            Is.EqualTo((Shop.Ada, new[] { "chocolate", "alcohol" }, new[] { "tea" }, new[] { "M", "L" })));
        Assert.That(await CountAsync("select count(*) from preferences"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_said_of_the_merged_one_later_is_said_of_the_kept_one()
    {
        await Store.MergeAsync(Clock);

        await PreferAsync(Shop.Bert, refuses: "tea", likes: "", sizes: "");

        Assert.That(await ReadAsync(s => s.QueryAsync<long>("select customer_id from preferences")), Is.EqualTo(new[] { Shop.Ada }));
    }

    private Task PreferAsync(long customer, string refuses, string likes, string sizes)
    {
        string Joined(string lines) => string.Join(CatalogueItem.Between, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return Wishes.PutAsync(new Preferences { Shop = Shop.Domain, CustomerId = customer, Refuses = Joined(refuses), Likes = Joined(likes), Sizes = Joined(sizes) }, CancellationToken.None);
    }

    private Task AssignAsync(long customer, string rule, string arm) => WriteAsync(s => s.EachAsync(
        "insert into assignments (shop, customer_id, rule, arm, salt, order_id, at) values (@Shop, @CustomerId, @Rule, @Arm, @Salt, @OrderId, @At)",
        [new Assignment { Shop = Shop.Domain, CustomerId = customer, Rule = rule, Arm = arm, Salt = "salt", OrderId = 1, At = 1 }]));
}
