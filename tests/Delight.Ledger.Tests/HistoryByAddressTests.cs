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

/// <summary>Orders that name their customer by address alone wait until somebody says whose it is, and nobody keeps it longer.</summary>
public class HistoryByAddressTests(StoreKind kind) : OnHistory(kind)
{
    [Test]
    public async Task An_order_that_names_its_customer_by_address_waits_and_the_customers_export_joins_it()
    {
        await ImportAsync(ByAddress(1), ByAddress(2), ByAddress(3) with { Email = "bert@example.com" });
        Assert.That(await Desk.StateAsync(Shop.Domain, File, CancellationToken.None), Is.EqualTo(new HistoryState(3, 0, 3)));
        Assert.That((await Desk.UnmatchedAsync(Shop.Domain, 0, 10, CancellationToken.None)).Select(u => u.OrderName), Is.EqualTo(new[] { "#1001", "#1002", "#1003" }));

        Assert.That(await Desk.JoinAsync(Shop.Domain, [new HistoricCustomer(Shop.Ada, " ADA@example.com")], CancellationToken.None), Is.EqualTo(2));
        await RankAsync();

        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new int?[] { 1, 2, null }));
        Assert.That((await Desk.StateAsync(Shop.Domain, File, CancellationToken.None)).Unmatched, Is.EqualTo(1));
    }

    [Test]
    public async Task The_customers_export_may_come_first()
    {
        await Desk.JoinAsync(Shop.Domain, [new HistoricCustomer(Shop.Ada, "ada@example.com")], CancellationToken.None);

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
        await Desk.EnterAsync(Shop.Domain, File, 0, [Old(9) with { CustomerId = Shop.Bert }], CancellationToken.None);
        await EnterAsync(Shop.Order(4) with { EmailDigest = AddressDigest.Of(Shop.Domain, "ada@example.com") });
        await Desk.EnterAsync(Shop.Domain, File, 1, [ByAddress(1), ByAddress(2)], CancellationToken.None);
        await RankAsync();

        Assert.That(await OrdinalsAsync(1, 2, 4), Is.EqualTo(new int?[] { 1, 2, 3 }));
        Assert.That(await CountAsync("select count(*) from history_addresses"), Is.Zero, "when it is in, no address is kept");
    }

    [Test]
    public async Task Whoever_is_forgotten_does_not_come_back_with_an_old_file()
    {
        await AskAsync(Wish with { CustomerEmail = "ada@example.com" });

        await Desk.JoinAsync(Shop.Domain, [new HistoricCustomer(Shop.Ada, "ada@example.com")], CancellationToken.None);
        Assert.That(await CountAsync("select count(*) from history_addresses"), Is.Zero);
        await ImportAsync(ByAddress(1));

        Assert.That(await CountAsync("select count(*) from orders where address is not null"), Is.Zero);
    }

    [Test]
    public async Task A_guests_order_that_was_cancelled_since_does_not_count_because_a_file_names_a_customer()
    {
        await ImportAsync(ByAddress(1));
        await EnterAsync(Shop.Order(1, customer: null).Cancelled());

        await Desk.EnterAsync(Shop.Domain, "older", 0, [Old(1)], CancellationToken.None);
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

        await Desk.EnterAsync(Shop.Domain, "better", 0, [Old(1)], CancellationToken.None);
        await RankAsync();

        Assert.That(await OrdinalsAsync(1), Is.EqualTo(new int?[] { 1 }));
    }

    [Test]
    public async Task Of_the_address_nothing_stays_and_with_the_customer_it_is_forgotten()
    {
        await Desk.JoinAsync(Shop.Domain, [new HistoricCustomer(Shop.Ada, "ada@example.com")], CancellationToken.None);
        await ImportAsync(ByAddress(1));
        await Desk.EnterAsync(Shop.Domain, "guests", 0, [ByAddress(2) with { Email = "other@example.com" }], CancellationToken.None);

        await AskAsync(Wish with { CustomerEmail = "other@example.com" });

        Assert.That(await CountAsync("select count(*) from orders where address is not null") + await CountAsync("select count(*) from history_addresses"), Is.Zero);
        Assert.That(await OrdinalsAsync(1), Is.EqualTo(new int?[] { 1 }));
    }

    [Test]
    public async Task A_forgotten_shop_loses_its_history()
    {
        await Desk.JoinAsync(Shop.Domain, [new HistoricCustomer(Shop.Ada, "ada@example.com")], CancellationToken.None);
        await ImportAsync(Old(1));

        await WriteAsync(s => new OrdersOfPerson(Book).RedactShopAsync(s, Shop.Domain));

        Assert.That(await CountAsync("select count(*) from orders") + await CountAsync("select count(*) from history_addresses") + await CountAsync("select count(*) from imports"), Is.Zero);
    }
}
