using Delight.Fulfilment.Giving;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Giving;

/// <summary>Goods, packing and card are paid from the month's budget; when it is spent, the note goes alone.</summary>
public sealed class BudgetTests(StoreKind kind) : OnGivingShop(kind)
{
    private string ThisMonth => Clock.GetUtcNow().ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    [Test]
    public async Task Goods_packing_and_card_are_reckoned()
    {
        (Gives.PackingCost, Gives.CardCost) = (0.25m, 1.10m);

        await EnterAsync(Wish(4));

        Assert.That((await SpentAsync(ThisMonth), await SpentAsync(ThisMonth, Shop.Rule)), Is.EqualTo((50 + 25 + 110, 50 + 25 + 110)));
    }

    [Test]
    public async Task The_last_cent_is_spent_and_none_beyond()
    {
        Gives.MonthlyBudget = 1.50m;

        await EnterAsync(Wish(5, Tea) with { CustomerId = 1 });
        await EnterAsync(Wish(6, Sweet) with { CustomerId = 2 });

        Assert.That((await InAsync(5), await InAsync(6)), Is.EqualTo((new[] { Tea, "note" }, new[] { "note" })));
        Assert.That((await StoryAsync(6)).Single(), Does.EndWith(
            $"Queued: a handwritten note; no extra: A sweet costs 0.50 {Shop.Currency}, and of the shop's budget of {ThisMonth}, 1.50 {Shop.Currency}, 0.00 {Shop.Currency} are left."));
    }

    [Test]
    public async Task A_rule_has_a_budget_of_its_own_within_the_shops()
    {
        Gives.Rules.Add(new RuleGivingSettings { Rule = Shop.Rule, MonthlyBudget = 0.50m });

        await EnterAsync(Wish(4, Sweet) with { CustomerId = 1 });
        await EnterAsync(Wish(5, Sweet) with { CustomerId = 2 });
        await EnterAsync(Wish(6, 1, "another-rule", Sweet) with { CustomerId = 3 });

        Assert.That((await InAsync(4), await InAsync(5), await InAsync(6)), Is.EqualTo((new[] { Sweet, "note" }, new[] { "note" }, new[] { Sweet, "note" })));
    }

    [Test]
    public async Task A_dearer_choice_gives_way_to_one_that_the_budget_pays()
    {
        Gives.MonthlyBudget = 1;

        await EnterAsync(Wish(7, Mug, Sweet));

        Assert.That(await InAsync(7), Is.EqualTo(new[] { Sweet, "note" }));
    }

    [Test]
    public async Task It_is_released_to_the_month_that_it_was_taken_from()
    {
        Gives.MonthlyBudget = 1;
        var then = ThisMonth;
        await EnterAsync(Wish(4, Sweet));
        Clock.Advance(TimeSpan.FromDays(40));
        await EnterAsync(Wish(5, Tea, Sweet) with { CustomerId = 2 });
        var now = ThisMonth;

        await EnterAsync(Shop.Decided(4, version: 2).Passing());

        Assert.That((await SpentAsync(then), await SpentAsync(now)), Is.EqualTo((0, 50)));
    }

    [Test]
    public async Task What_is_chosen_again_stays_in_the_month_that_it_was_taken_from()
    {
        Gives.MonthlyBudget = 10;
        var then = ThisMonth;
        await EnterAsync(Wish(5));
        Clock.Advance(TimeSpan.FromDays(40));

        await EnterAsync(Wish(5) with { Version = 2 });

        Assert.That((await SpentAsync(then), await SpentAsync(ThisMonth)), Is.EqualTo((150, 0)));
    }

    [TestCase("Pacific/Kiritimati", "2026-04")]
    [TestCase("UTC", "2026-03")]
    public async Task A_month_ends_where_the_shop_is(string zone, string month)
    {
        Zones.Shops.Add(new ShopZone { Domain = Shop.Domain, TimeZone = zone });
        Clock.Advance(new DateTimeOffset(2026, 3, 31, 23, 0, 0, TimeSpan.Zero) - Clock.GetUtcNow());

        await EnterAsync(Wish(4));

        Assert.That(await SpentAsync(month), Is.EqualTo(50));
    }

    [Test]
    public async Task A_card_is_written_although_nothing_is_left_and_then_costs_nothing()
    {
        (Gives.MonthlyBudget, Gives.CardCost) = (1, 1.01m);

        await EnterAsync(Wish(4, Sweet));

        Assert.That(await InAsync(4), Is.EqualTo(new[] { Sweet, "note" }));
        Assert.That(await SpentAsync(ThisMonth), Is.EqualTo(50));
    }

    [Test]
    public async Task Many_at_once_never_pass_it_by_a_cent()
    {
        const int Wanted = 800, Books = 64;
        (Gives.MonthlyBudget, Gives.PackingCost) = (1_000.00m, 0.19m);
        var books = Enumerable.Range(0, Books).Select(_ => OpenBook()).ToArray();

        await Task.WhenAll(Enumerable.Range(1, Wanted).Select(n =>
            books[n % Books].EnterAsync(Wish(7, Mug, Sweet) with { OrderId = n, CustomerId = n }, CancellationToken.None)));

        var spent = await SpentAsync(ThisMonth);
        Assert.That(spent, Is.InRange(100_000 - 68, 100_000), "cents");
        Assert.That(await CountAsync("select cast(sum(cost_minor) as bigint) from parcel_lines"), Is.EqualTo(spent));
    }

    [Test]
    public async Task A_note_that_goes_alone_does_not_speak_of_an_extra()
    {
        Gives.MonthlyBudget = 0;
        var both = Shop.Note("With something small.") with { Otherwise = [Shop.Note("Thank you.")] };
        await EnterAsync(Shop.Decided(4) with { Lines = [both, Shop.Extra(Tea, "A tea")] });
        var alone = await CurrentAsync(4);

        Gives.MonthlyBudget = 100;
        await EnterAsync(Shop.Decided(4, version: 2) with { Lines = [both, Shop.Extra(Tea, "A tea")] });

        Assert.That(alone!.Lines.Select(l => l.Text), Is.EqualTo(new[] { "Thank you." }));
        Assert.That((await CurrentAsync(4))!.Lines.Select(l => l.Text), Is.EqualTo(new[] { null, "With something small." }));
    }
}
