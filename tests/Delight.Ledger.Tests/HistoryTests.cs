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
public class HistoryTests(StoreKind kind) : OnForgetting(kind)
{
    private const string File = "f1";
    private PretendBroker _broker = null!;
    private HistoryDesk _desk = null!;

    [SetUp]
    public void OpenDesk()
    {
        _broker = new PretendBroker();
        _desk = new HistoryDesk(Store, Rules, new OwedRankings(Store), _broker, new StandingClock());
    }

    [Test]
    public async Task History_is_ranked_and_brings_no_gifts()
    {
        await ImportAsync(Old(3), Old(1), Old(2));

        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new int?[] { 1, 2, 3 }));
        Assert.That((await StandingAsync(3)).LifetimeSpend, Is.EqualTo(Money.Of(60, Shop.Currency)));
        Assert.That((await CountAsync("select count(*) from work"), _broker.Offered.Count), Is.EqualTo((0, 0)));
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
        Assert.That(_broker.Offered.Select(o => o.Message).OfType<OrderRanked>().Select(o => (o.OrderId, o.Ordinal)).Distinct(), Is.EquivalentTo(new[] { (Shop.OrderId(4), (int?)4), (Shop.OrderId(5), 5) }));
        Assert.That(await CountAsync("select count(*) from work where version = 2"), Is.EqualTo(2));
    }

    [Test]
    public async Task Webhooks_between_two_parts_find_the_rows_whole()
    {
        await _desk.EnterAsync(Shop.Domain, File, 0, [Old(1), Old(2)], CancellationToken.None);
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
        Assert.That(await _desk.EnterAsync(Shop.Domain, File, 0, [Old(1), Old(2)], CancellationToken.None), Is.EqualTo((2L, 2)));
        Assert.That(await _desk.EnterAsync(Shop.Domain, File, 0, [Old(1), Old(2)], CancellationToken.None), Is.EqualTo((2L, 0)));
        Assert.That((await _desk.StateAsync(Shop.Domain, File, CancellationToken.None)), Is.EqualTo(new HistoryState(2, 2, 0)));
        Assert.That(await _desk.EnterAsync(Shop.Domain, "another file", 0, [Old(2), Old(3)], CancellationToken.None), Is.EqualTo((2L, 1)), "in another file that overlaps");
    }

    [Test]
    public async Task An_order_that_names_its_customer_by_address_waits_and_the_customers_export_joins_it()
    {
        await ImportAsync(ByAddress(1), ByAddress(2), ByAddress(3) with { Email = "bert@example.com" });
        Assert.That(await _desk.StateAsync(Shop.Domain, File, CancellationToken.None), Is.EqualTo(new HistoryState(3, 0, 3)));
        Assert.That((await _desk.UnmatchedAsync(Shop.Domain, 0, 10, CancellationToken.None)).Select(u => u.OrderName), Is.EqualTo(new[] { "#1001", "#1002", "#1003" }));

        Assert.That(await _desk.JoinAsync(Shop.Domain, [new HistoricCustomer(Shop.Ada, " ADA@example.com")], CancellationToken.None), Is.EqualTo(2));
        await RankAsync();

        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new int?[] { 1, 2, null }));
        Assert.That((await _desk.StateAsync(Shop.Domain, File, CancellationToken.None)).Unmatched, Is.EqualTo(1));
    }

    [Test]
    public async Task The_customers_export_may_come_first()
    {
        await _desk.JoinAsync(Shop.Domain, [new HistoricCustomer(Shop.Ada, "ada@example.com")], CancellationToken.None);

        await ImportAsync(ByAddress(1), ByAddress(2));

        Assert.That(await OrdinalsAsync(1, 2), Is.EqualTo(new int?[] { 1, 2 }));
    }

    [Test]
    public async Task The_first_webhook_that_carries_both_joins_them()
    {
        await ImportAsync(ByAddress(1), ByAddress(2), ByAddress(3) with { FinancialStatus = "voided" });

        var moved = await EnterAsync(Shop.Order(4) with { EmailDigest = AddressDigest.Of(Shop.Domain, "Ada@Example.com") });

        Assert.That(moved.Select(m => (m.OrderId, m.Ordinal)), Is.EqualTo(new[] { (Shop.OrderId(4), (int?)3) }));
        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new int?[] { 1, 2, null }));
        Assert.That((await SumAsync("orders/counting"), await CountAsync("select count(*) from orders where customer_id is null")), Is.EqualTo((3, 0)));
    }

    [TestCase("paid", 2, 2)]
    [TestCase("voided", 1, 1)]
    public async Task A_waiting_order_that_its_own_webhook_joins_is_counted_once(string status, int counting, int last)
    {
        await ImportAsync(ByAddress(1), ByAddress(2));

        await EnterAsync(Shop.Order(1).Later() with { FinancialStatus = status, EmailDigest = AddressDigest.Of(Shop.Domain, "ada@example.com"), Delivery = Shop.Delivery("orders/updated") });

        Assert.That((await SumAsync("orders/counting"), await CountAsync("select count(*) from orders where counts"), await OrdinalsAsync(2)), Is.EqualTo((counting, counting, new int?[] { last })));
    }

    [Test]
    public async Task A_webhook_between_two_parts_tells_the_next_part_whose_the_address_is()
    {
        await _desk.EnterAsync(Shop.Domain, File, 0, [Old(9) with { CustomerId = Shop.Bert }], CancellationToken.None);
        await EnterAsync(Shop.Order(4) with { EmailDigest = AddressDigest.Of(Shop.Domain, "ada@example.com") });
        await _desk.EnterAsync(Shop.Domain, File, 1, [ByAddress(1), ByAddress(2)], CancellationToken.None);
        await RankAsync();

        Assert.That(await OrdinalsAsync(1, 2, 4), Is.EqualTo(new int?[] { 1, 2, 3 }));
        Assert.That(await CountAsync("select count(*) from history_addresses"), Is.Zero, "when it is in, no address is kept");
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
        await _desk.EnterAsync(Shop.Domain, File, 0, [Old(1)], CancellationToken.None);
        _broker.WhenOffered = (_, _) => throw new InvalidOperationException("The broker is away.");
        Assert.That(() => _desk.RankAsync(Shop.Domain, 0, CancellationToken.None), Throws.InvalidOperationException);

        _broker.WhenOffered = (_, _) => Task.CompletedTask;
        _broker.Offered.Clear();
        await RankAsync();

        Assert.That(_broker.Offered.Select(o => ((OrderRanked)o.Message).Ordinal), Is.EqualTo(new int?[] { 2 }));
    }

    [Test]
    public async Task Whoever_is_forgotten_does_not_come_back_with_an_old_file()
    {
        await AskAsync(Wish with { CustomerEmail = "ada@example.com" });

        await _desk.JoinAsync(Shop.Domain, [new HistoricCustomer(Shop.Ada, "ada@example.com")], CancellationToken.None);
        Assert.That(await CountAsync("select count(*) from history_addresses"), Is.Zero);
        await ImportAsync(ByAddress(1));

        Assert.That(await CountAsync("select count(*) from orders where address is not null"), Is.Zero);
    }

    [Test]
    public async Task A_guests_order_that_was_cancelled_since_does_not_count_because_a_file_names_a_customer()
    {
        await ImportAsync(ByAddress(1));
        await EnterAsync(Shop.Order(1, customer: null).Cancelled());

        await _desk.EnterAsync(Shop.Domain, "older", 0, [Old(1)], CancellationToken.None);
        await RankAsync();

        Assert.That(await OrdinalsAsync(1), Is.EqualTo(new int?[] { null }));
    }

    [Test]
    public async Task Another_shops_webhook_joins_nothing()
    {
        await ImportAsync(ByAddress(1));

        await EnterAsync(Shop.Order(4) with { Shop = Shop.OtherDomain, EmailDigest = AddressDigest.Of(Shop.Domain, "ada@example.com") });

        Assert.That(await CountAsync("select count(*) from orders where customer_id is null"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_order_whose_customer_was_not_known_gets_it_from_a_better_file()
    {
        await ImportAsync(ByAddress(1));

        await _desk.EnterAsync(Shop.Domain, "better", 0, [Old(1)], CancellationToken.None);
        await RankAsync();

        Assert.That(await OrdinalsAsync(1), Is.EqualTo(new int?[] { 1 }));
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

    [Test]
    public async Task Of_the_address_nothing_stays_and_with_the_customer_it_is_forgotten()
    {
        await _desk.JoinAsync(Shop.Domain, [new HistoricCustomer(Shop.Ada, "ada@example.com")], CancellationToken.None);
        await ImportAsync(ByAddress(1));
        await _desk.EnterAsync(Shop.Domain, "guests", 0, [ByAddress(2) with { Email = "other@example.com" }], CancellationToken.None);

        await AskAsync(Wish with { CustomerEmail = "other@example.com" });

        Assert.That(await CountAsync("select count(*) from orders where address is not null") + await CountAsync("select count(*) from history_addresses"), Is.Zero);
        Assert.That(await OrdinalsAsync(1), Is.EqualTo(new int?[] { 1 }));
    }

    [Test]
    public async Task A_forgotten_shop_loses_its_history()
    {
        await _desk.JoinAsync(Shop.Domain, [new HistoricCustomer(Shop.Ada, "ada@example.com")], CancellationToken.None);
        await ImportAsync(Old(1));

        await WriteAsync(s => new OrdersOfPerson(Book).RedactShopAsync(s, Shop.Domain));

        Assert.That(await CountAsync("select count(*) from orders") + await CountAsync("select count(*) from history_addresses") + await CountAsync("select count(*) from imports"), Is.Zero);
    }

    private static HistoricOrder Old(int number) => new()
    {
        Id = Shop.OrderId(number), Name = $"#{1000 + number}", CustomerId = Shop.Ada, CreatedAt = Shop.Day(number), FinancialStatus = "paid", Total = 20, Currency = Shop.Currency,
    };

    private static HistoricOrder ByAddress(int number) => Old(number) with { CustomerId = null, Email = "ada@example.com" };

    private async Task ImportAsync(params HistoricOrder[] orders)
    {
        await _desk.EnterAsync(Shop.Domain, File, 0, orders, CancellationToken.None);
        await RankAsync();
    }

    private async Task RankAsync()
    {
        var after = 0L;
        do
        {
            (_, after) = await _desk.RankAsync(Shop.Domain, after, CancellationToken.None);
        }
        while (after > 0);
    }

    private async Task<long> SumAsync(string name) => (await ReadAsync(s => s.SumsAsync(Shop.Domain))).GetValueOrDefault(name);
}
