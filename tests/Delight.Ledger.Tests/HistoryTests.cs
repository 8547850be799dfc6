using Delight.Contracts;
using Delight.Ledger.History;
using Delight.Ledger.Privacy;
using Delight.Ledger.Standing;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Ledger.Tests;

/// <summary>Orders from before Delight are counted, and no rule is asked about them.</summary>
public class HistoryTests(StoreKind kind) : OnHistory(kind)
{
    [Test]
    public async Task History_is_ranked_and_brings_no_gifts()
    {
        await ImportAsync(Old(3), Old(1), Old(2));

        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new int?[] { 1, 2, 3 }));
        Assert.That((await StandingAsync(3)).LifetimeSpend, Is.EqualTo(Money.Of(60, Shop.Currency)));
        Assert.That((await CountAsync("select count(*) from work"), Broker.Offered.Count), Is.EqualTo((0, 0)));
        Assert.That((await SumAsync("orders/known"), await SumAsync("orders/counting")), Is.EqualTo((3, 3)));
    }

    [Test]
    public async Task A_new_order_counts_on_from_it()
    {
        await ImportAsync(Old(1), Old(2), Old(3));

        Assert.That((await EnterAsync(Shop.Order(4))).Single().Ordinal, Is.EqualTo(4));
    }

    [Test]
    public async Task Orders_that_came_by_webhook_before_are_published_anew_with_their_right_ordinal()
    {
        await EnterAsync(Shop.Order(4), Shop.Order(5));

        await ImportAsync(Old(1), Old(2), Old(3), Old(4));

        Assert.That(await OrdinalsAsync(1, 2, 3, 4, 5), Is.EqualTo(new int?[] { 1, 2, 3, 4, 5 }));
        Assert.That(Broker.Offered.Select(o => o.Message).OfType<OrderRanked>().Select(o => (o.OrderId, o.Ordinal)).Distinct(), Is.EquivalentTo(new[] { (Shop.OrderId(4), (int?)4), (Shop.OrderId(5), 5) }));
        Assert.That(await CountAsync("select count(*) from work where version = 2"), Is.EqualTo(2));
    }

    [Test]
    public async Task Webhooks_between_two_parts_find_the_rows_whole()
    {
        await Desk.EnterAsync(Shop.Domain, File, 0, [Old(1), Old(2)], CancellationToken.None);
        var meanwhile = await EnterAsync(Shop.Order(4));
        await RankAsync();

        Assert.That((meanwhile.Single().Ordinal, (await StandingAsync(4)).Ordinal), Is.EqualTo((1, 3)), "what is not ranked yet does not count yet, and moves it when it does");
    }

    [TestCase("orders/updated", 0)]
    [TestCase("orders/cancelled", 0)]
    [TestCase("orders/create", 1)]
    [TestCase("orders/paid", 1)]
    public async Task What_the_platform_says_later_of_an_old_order_brings_a_gift_only_when_it_is_made_or_paid_just_now(string topic, int published)
    {
        await ImportAsync(Old(1));

        var moved = await EnterAsync(Shop.Order(1).Later() with { Delivery = Shop.Delivery(topic), Total = Money.Of(30, Shop.Currency) });

        Assert.That((moved.Count, await OrdinalsAsync(1)), Is.EqualTo((published, new int?[] { 1 })));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task It_does_not_matter_whether_the_payment_or_another_change_of_the_same_moment_is_told_first(bool paidFirst)
    {
        await ImportAsync(Old(1) with { FinancialStatus = "pending" });
        var paid = Shop.Order(1).Later() with { Delivery = Shop.Delivery("orders/paid") };
        var updated = paid with { Delivery = Shop.Delivery("orders/updated") };

        var moved = await EnterAsync(paidFirst ? new[] { paid, updated } : [updated, paid]);

        Assert.That((moved.Select(m => m.Ordinal), (await RowAsync(Shop.OrderId(1))).History), Is.EqualTo((new int?[] { 1 }, false)));
    }

    [Test]
    public async Task A_webhook_of_the_moment_in_which_the_order_was_made_says_more_than_the_export()
    {
        await ImportAsync(Old(1));

        var moved = await EnterAsync(Shop.Order(1) with { FinancialStatus = "authorized", Delivery = Shop.Delivery("orders/create") });

        Assert.That(moved.Single().CustomerFirstName, Is.EqualTo("Ada"));
    }

    [Test]
    public async Task An_old_order_that_is_refunded_counts_no_more_and_moves_those_behind_it()
    {
        await ImportAsync(Old(1), Old(2));
        await EnterAsync(Shop.Order(3));

        var moved = await EnterAsync(Shop.Order(1).Cancelled() with { Delivery = Shop.Delivery("orders/cancelled") });

        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new int?[] { null, 1, 2 }));
        Assert.That(moved.Select(m => m.OrderId), Is.EqualTo(new[] { Shop.OrderId(3) }));
    }

    [Test]
    public async Task What_does_not_count_is_known_and_does_not_count()
    {
        await ImportAsync(Old(1), Old(2) with { FinancialStatus = "voided" }, Old(3) with { CancelledAt = Shop.Day(4) });

        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new int?[] { 1, null, null }));
        Assert.That((await RowAsync(Shop.OrderId(2))).NotCounting, Is.EqualTo("its payment is voided"));
    }

    [Test]
    public async Task A_file_goes_on_where_it_ended_and_the_same_part_is_taken_once()
    {
        Assert.That(await Desk.EnterAsync(Shop.Domain, File, 0, [Old(1), Old(2)], CancellationToken.None), Is.EqualTo((2L, 2)));
        Assert.That(await Desk.EnterAsync(Shop.Domain, File, 0, [Old(1), Old(2)], CancellationToken.None), Is.EqualTo((2L, 0)));
        Assert.That((await Desk.StateAsync(Shop.Domain, File, CancellationToken.None)), Is.EqualTo(new HistoryState(2, 2, 0)));
        Assert.That(await Desk.EnterAsync(Shop.Domain, "another file", 0, [Old(2), Old(3)], CancellationToken.None), Is.EqualTo((2L, 1)), "in another file that overlaps");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_refund_of_the_history_is_known_to_the_next_order_whichever_comes_first(bool importFirst)
    {
        var refunded = Old(1) with { FinancialStatus = "refunded", CancelledAt = Shop.Day(2) };
        if (importFirst)
        {
            await ImportAsync(refunded);
        }

        await EnterAsync(Shop.Order(4));
        if (!importFirst)
        {
            await ImportAsync(refunded);
        }

        Assert.That(((await StandingAsync(4)).DaysSinceRefund, (await StandingAsync(4)).Ordinal, await SumAsync("orders/counting")), Is.EqualTo((2, 1, 1)));
    }

    [Test]
    public async Task What_was_moved_and_not_published_the_next_run_publishes()
    {
        await EnterAsync(Shop.Order(4));
        await Desk.EnterAsync(Shop.Domain, File, 0, [Old(1)], CancellationToken.None);
        Broker.WhenOffered = (_, _) => throw new InvalidOperationException("The broker is away.");
        Assert.That(() => Ranking.RankAsync(Shop.Domain, 0, CancellationToken.None), Throws.InvalidOperationException);

        Broker.WhenOffered = (_, _) => Task.CompletedTask;
        Broker.Offered.Clear();
        await RankAsync();

        Assert.That(Broker.Offered.Select(o => ((OrderRanked)o.Message).Ordinal), Is.EqualTo(new int?[] { 2 }));
    }

    [Test]
    public async Task Many_customers_are_ranked_part_by_part()
    {
        HistoricOrder[] orders = [.. Enumerable.Range(1, 4000).Select(n => Old(n) with { CustomerId = n % 2500 + 1 })];

        await ImportAsync(orders);

        Assert.That(await CountAsync("select count(*) from orders where ordinal = 1"), Is.EqualTo(2500));
        Assert.That(await CountAsync("select count(*) from orders where ordinal = 2"), Is.EqualTo(1500));
        Assert.That(await SumAsync("orders/counting"), Is.EqualTo(4000));
    }
}
