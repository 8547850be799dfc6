using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Ledger.Tests;

/// <summary>What one order does to the others in its customer's row.</summary>
public class MovingOrdersTests(StoreKind kind) : OnEachLedger(kind)
{
    [Test]
    public async Task A_late_earlier_order_moves_those_after_it_and_no_other()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2), Shop.Order(4), Shop.Order(5), Shop.Order(6, Shop.Bert));

        var moved = await EnterAsync(Shop.Order(3));

        Assert.That(moved.Select(m => (m.OrderId, m.Ordinal, m.Version)), Is.EquivalentTo(new[]
        {
            (Shop.OrderId(3), (int?)3, 1L), (Shop.OrderId(4), 4, 2), (Shop.OrderId(5), 5, 2),
        }));
        Assert.That(await VersionsAsync(1, 2, 6), Is.EqualTo(new[] { 1, 1, 1 }));
    }

    [Test]
    public async Task A_cancelled_order_is_published_without_an_ordinal_and_those_after_it_move_up()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2), Shop.Order(3), Shop.Order(4));

        var moved = await EnterAsync(Shop.Order(2).Cancelled());

        Assert.That(moved.Select(m => (m.OrderId, m.Ordinal, m.Version)), Is.EquivalentTo(new[]
        {
            (Shop.OrderId(2), default(int?), 2L), (Shop.OrderId(3), 2, 2), (Shop.OrderId(4), 3, 2),
        }));
        Assert.That(moved.Single(m => m.Ordinal is null).NotCountingBecause, Is.EqualTo("it is cancelled"));
        Assert.That(await VersionsAsync(1), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task An_order_that_counts_again_takes_its_old_place()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2), Shop.Order(3), Shop.Order(2).Later() with { FinancialStatus = "refunded" });
        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new int?[] { 1, null, 2 }));

        await EnterAsync(Shop.Order(2).Later(3));

        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(await VersionsAsync(1, 2, 3), Is.EqualTo(new[] { 1, 3, 3 }));
    }

    [Test]
    public async Task What_is_paid_later_counts_from_then_on_at_its_own_place()
    {
        Assert.That(await EnterAsync(Shop.Order(1) with { FinancialStatus = "pending" }), Is.Empty);
        await EnterAsync(Shop.Order(2));

        var moved = await EnterAsync(Shop.Order(1).Later());

        Assert.That(moved.Select(m => (m.OrderId, m.Ordinal)), Is.EquivalentTo(new[] { (Shop.OrderId(1), (int?)1), (Shop.OrderId(2), 2) }));
    }

    [Test]
    public async Task An_order_that_changes_its_customer_moves_both_rows()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2), Shop.Order(3), Shop.Order(4, Shop.Bert), Shop.Order(5, Shop.Bert));

        var moved = await EnterAsync(Shop.Order(2).Later() with { CustomerId = Shop.Bert });

        Assert.That(moved.Select(m => (m.OrderId, m.CustomerId, m.Ordinal)), Is.EquivalentTo(new[]
        {
            (Shop.OrderId(2), (long?)Shop.Bert, (int?)1), (Shop.OrderId(3), Shop.Ada, 2), (Shop.OrderId(4), Shop.Bert, 2), (Shop.OrderId(5), Shop.Bert, 3),
        }));
        Assert.That(await VersionsAsync(1), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task An_order_that_loses_its_customer_stops_counting()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2));

        var moved = await EnterAsync(Shop.Order(1, customer: null).Later());

        Assert.That(moved.Select(m => (m.OrderId, m.Ordinal, m.NotCountingBecause)), Is.EquivalentTo(new[]
        {
            (Shop.OrderId(1), default(int?), "it has no customer (guest checkout)"), (Shop.OrderId(2), 1, null),
        }));
    }

    [Test]
    public async Task An_order_whose_time_of_making_is_corrected_takes_its_new_place()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2), Shop.Order(3));

        await EnterAsync(Shop.Order(1).Later(100) with { CreatedAt = Shop.Day(2.5) });

        Assert.That(await OrdinalsAsync(2, 1, 3), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task An_edit_that_changes_the_total_moves_what_the_later_orders_know_of_it()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2), Shop.Order(3));

        var moved = await EnterAsync(Shop.Order(2).Later() with { Total = Money.Of(5, Shop.Currency) });

        Assert.That(moved.Select(m => (m.OrderId, m.LifetimeSpend.Minor)), Is.EquivalentTo(new[] { (Shop.OrderId(2), 2500L), (Shop.OrderId(3), 4500) }));
    }

    [Test]
    public async Task A_new_name_is_nobody_elses_business()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2), Shop.Order(3));

        var moved = await EnterAsync(Shop.Order(2).Later() with { CustomerFirstName = "Augusta" });

        Assert.That(moved.Select(m => (m.OrderId, m.CustomerFirstName)), Is.EqualTo(new[] { (Shop.OrderId(2), "Augusta") }));
    }

    [Test]
    public async Task Several_snapshots_entered_together_publish_each_order_once()
    {
        await EnterAsync(Shop.Order(4));

        var moved = (await Task.WhenAll(new[] { 3, 1, 2 }.Select(n => Book.EnterAsync(Shop.Order(n), CancellationToken.None)))).SelectMany(m => m).ToArray();

        Assert.That(await OrdinalsAsync(1, 2, 3, 4), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(moved.Select(m => (m.OrderId, m.Version)), Is.Unique);
        Assert.That(moved.Select(m => m.OrderId).Distinct(), Is.EquivalentTo(new[] { 1, 2, 3, 4 }.Select(Shop.OrderId)));
    }

    private async Task<List<long>> VersionsAsync(params int[] numbers)
    {
        var versions = new List<long>();
        foreach (var number in numbers)
        {
            versions.Add((await StandingAsync(number)).Version);
        }

        return versions;
    }
}
