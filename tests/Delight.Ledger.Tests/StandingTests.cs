using System.Text.Json;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Ledger.Tests;

/// <summary>Everything a rule may look at travels with the standing.</summary>
public class StandingTests(StoreKind kind) : OnEachLedger(kind)
{
    [Test]
    public async Task It_carries_the_orders_facts_and_its_place()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2) with { Total = Money.Of(12.5m, "USD") });

        var third = (await EnterAsync(Shop.Order(3) with { CreatedAt = Shop.Day(33), Fulfilled = true })).Single();

        Assert.That(third, Is.EqualTo(new OrderRanked
        {
            Shop = Shop.Domain,
            OrderId = Shop.OrderId(3),
            OrderName = "#1003",
            CustomerId = Shop.Ada,
            CustomerFirstName = "Ada",
            CreatedAt = Shop.Day(33),
            Total = Money.Of(20, "USD"),
            RequiresShipping = true,
            Fulfilled = true,
            Ordinal = 3,
            NotCountingBecause = null,
            CountingOrders = 3,
            LifetimeSpend = Money.Of(52.5m, "USD"),
            FirstOrderAt = Shop.Day(1),
            DaysSincePrevious = 31,
            Version = 1,
        }));
    }

    [Test]
    public async Task A_first_order_has_none_before_it()
    {
        var first = (await EnterAsync(Shop.Order(1))).Single();

        Assert.That((first.FirstOrderAt, first.DaysSincePrevious, first.LifetimeSpend), Is.EqualTo((Shop.Day(1), default(int?), Money.Of(20, "USD"))));
    }

    [TestCase(0.1, 0)]
    [TestCase(0.99, 0)]
    [TestCase(1, 1)]
    [TestCase(365.9, 365)]
    public async Task Days_since_the_one_before_are_whole_days(double later, int days)
    {
        await EnterAsync(Shop.Order(1));

        var second = (await EnterAsync(Shop.Order(2) with { CreatedAt = Shop.Day(1 + later) })).Single();

        Assert.That(second.DaysSincePrevious, Is.EqualTo(days));
    }

    [Test]
    public async Task An_earlier_first_order_is_known_to_all_later_ones()
    {
        await EnterAsync(Shop.Order(2), Shop.Order(3));

        var moved = await EnterAsync(Shop.Order(1));

        Assert.That(moved.Select(m => m.FirstOrderAt), Has.Exactly(3).EqualTo(Shop.Day(1)));
        Assert.That((await StandingAsync(2)).DaysSincePrevious, Is.EqualTo(1));
    }

    [Test]
    public async Task The_standing_looks_back_only()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2), Shop.Order(3));

        Assert.That((await StandingAsync(1)).LifetimeSpend, Is.EqualTo(Money.Of(20, "USD")));
        Assert.That((await StandingAsync(2)).CountingOrders, Is.EqualTo(2));
    }

    [Test]
    public async Task An_order_that_counts_no_longer_has_no_standing()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2));

        var second = (await EnterAsync(Shop.Order(2).Cancelled() with { Total = Money.Of(0, "USD") })).Single();

        Assert.That((second.Ordinal, second.CountingOrders, second.LifetimeSpend, second.FirstOrderAt, second.DaysSincePrevious),
            Is.EqualTo((default(int?), 0, Money.Of(0, "USD"), default(DateTimeOffset?), default(int?))));
    }

    [Test]
    public async Task What_counted_not_is_left_out_of_spend_and_dates()
    {
        await EnterAsync(Shop.Order(1) with { Test = true }, Shop.Order(2), Shop.Order(3) with { FinancialStatus = "pending" });

        var fourth = (await EnterAsync(Shop.Order(4))).Single();

        Assert.That((fourth.FirstOrderAt, fourth.DaysSincePrevious, fourth.LifetimeSpend), Is.EqualTo((Shop.Day(2), 2, Money.Of(40, "USD"))));
    }

    [Test]
    public async Task Names_of_all_kinds_come_back_as_they_were()
    {
        var names = JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(Repository.Shared("data/names/blns.json")))!
            .Concat((await File.ReadAllLinesAsync(Repository.Shared("data/names/cldr_sample_names.tsv"))).Skip(1).Select(l => l.Split('\t')[3]).Distinct())
            .Where(n => n.Length > 0).ToArray();

        var moved = await Task.WhenAll(names.Select((n, i) => Book.EnterAsync(Shop.Order(i, customer: 1 + i) with { CustomerFirstName = n, OrderName = n }, CancellationToken.None)));

        Assert.That(moved.Select(m => m.Single().CustomerFirstName), Is.EqualTo(names));
        Assert.That(moved.Select(m => m.Single().OrderName), Is.EqualTo(names));
    }
}
