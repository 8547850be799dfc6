using Delight.Contracts;
using Delight.Fulfilment.Hits;
using Delight.Fulfilment.Privacy;
using Delight.Fulfilment.Tests.Giving;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Tests.Hits;

/// <summary>How often each rule gives something is kept beside the parcels, and never differs from a count.</summary>
public sealed class RuleHitsTests(StoreKind kind) : OnGivingShop(kind)
{
    [Test]
    public async Task A_parcel_counts_once_on_the_day_of_its_order_with_what_its_lines_cost()
    {
        Gives.CardCost = 0.25m;
        await EnterAsync(Wish(4));
        await EnterAsync(Wish(5) with { CustomerId = Shop.Bert });

        Assert.That(await HitsAsync(), Is.EqualTo(new[] { $"2026-03-05 {Shop.Rule} 1 75 USD", $"2026-03-06 {Shop.Rule} 1 175 USD" }));
    }

    [Test]
    public async Task A_shop_whose_gifts_are_not_reckoned_has_parcels_and_no_cost()
    {
        await EnterAsync(Shop.Decided(4) with { Shop = Shop.OtherDomain });

        Assert.That(await HitsAsync(shop: Shop.OtherDomain), Is.EqualTo(new[] { $"2026-03-05 {Shop.Rule} 1 0 " }));
        Assert.That(await HitsAsync(), Is.Empty);
        Assert.That(await HitsAsync(shop: null), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Parcels_from_before_a_shop_reckoned_count_with_those_since()
    {
        Giving.Shops.Clear();
        await EnterAsync(Wish(4));
        Giving.Shops.Add(Gives);
        await EnterAsync(Wish(4) with { OrderId = 1, CustomerId = Shop.Bert });

        Assert.That(await HitsAsync(), Is.EqualTo(new[] { $"2026-03-05 {Shop.Rule} 2 50 USD" }));
    }

    [Test]
    public async Task What_is_withdrawn_is_taken_off_again()
    {
        await EnterAsync(Wish(4));

        await EnterAsync(Shop.Decided(4, version: 2).Passing());

        Assert.That(await HitsAsync(), Is.Empty);
    }

    [Test]
    public async Task An_order_whose_time_is_corrected_counts_on_its_new_day()
    {
        await EnterAsync(Shop.Decided(4) with { Shop = Shop.OtherDomain });

        await EnterAsync(Shop.Decided(4, version: 2) with { Shop = Shop.OtherDomain, OrderedAt = Shop.Day(9) });

        Assert.That(await HitsAsync(shop: Shop.OtherDomain), Is.EqualTo(new[] { $"2026-03-10 {Shop.Rule} 1 0 " }));
    }

    [Test]
    public async Task Days_before_the_first_are_left_out()
    {
        await EnterAsync(Wish(4));
        await EnterAsync(Wish(5) with { CustomerId = Shop.Bert });

        Assert.That(await HitsAsync(from: 5), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_forgotten_shop_has_none()
    {
        await EnterAsync(Wish(4));

        await WriteAsync(s => new ParcelsOfPerson().RedactShopAsync(s, Shop.Domain));

        Assert.That(await CountAsync("select count(*) from hits"), Is.Zero);
    }

    [Test]
    public async Task After_any_course_of_events_they_equal_what_an_upgrade_would_count([Range(1, 6)] int seed)
    {
        var chance = new Random(seed);
        this[Sweet].Stock = 3;
        Gives.MonthlyBudget = 12;
        for (var step = 0; step < 60; step++)
        {
            var number = 1 + chance.Next(6);
            var answer = Wish(number, 1 + chance.Next(4), chance.Next(2) == 0 ? "a" : "b", Sweet, Tea) with
            {
                Ordinal = 4 + chance.Next(3), OrderedAt = Shop.Day(chance.Next(3)), CustomerId = Shop.Ada + chance.Next(2), Shop = number < 5 ? Shop.Domain : Shop.OtherDomain,
            };
            await (chance.Next(8) == 0 ? PackAsync(number) : EnterAsync(chance.Next(3) == 0 ? answer.Passing() : answer));
        }

        var kept = await HitsAsync(shop: null);
        await WriteAsync(s => s.ScriptAsync("drop table hits"));
        await WriteAsync(s => s.ScriptAsync(Sql.File(typeof(HitTable).Assembly, "013-hits.sql")));
        Assert.That(kept, Is.Not.Empty.And.EqualTo(await HitsAsync(shop: null)));
    }

    private async Task<string[]> HitsAsync(string? shop = Shop.Domain, int from = 0) =>
        [.. (await ReadAsync(s => HitTable.ReadAsync(s, shop, Shop.Day(from)))).Select(h => $"{DateTimeOffset.UnixEpoch.AddDays(h.Day):yyyy-MM-dd} {h.Rule} {h.Parcels} {h.CostMinor} {h.Currency}")];
}
