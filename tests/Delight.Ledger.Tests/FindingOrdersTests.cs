using Delight.Contracts;
using Delight.Ledger.Finding;
using Delight.Ledger.History;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Ledger.Tests;

/// <summary>Somebody has a name, an order's id or a customer's, and wants the orders that belong to it.</summary>
public class FindingOrdersTests(StoreKind kind) : OnHistory(kind)
{
    private OrderFinder _finder = null!;

    [SetUp]
    public void OpenFinder() => _finder = new OrderFinder(Store);

    [TestCase("#1002")]
    [TestCase("1002")]
    [TestCase("9100000000000002")]
    public async Task An_order_is_found_by_its_name_with_or_without_a_hash_and_by_its_id(string find)
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2), Shop.Order(3));

        Assert.That(await NamesAsync(find), Is.EqualTo(new[] { "#1002" }));
        Assert.That(await NamesAsync(find, shop: null), Is.EqualTo(new[] { "#1002" }));
    }

    [Test]
    public async Task A_name_without_a_hash_is_found_with_one_and_its_letters_are_taken_as_they_are()
    {
        await EnterAsync(Shop.Order(1) with { OrderName = "EU-7a" });

        Assert.That((await NamesAsync("EU-7a"), await NamesAsync("#EU-7a"), await NamesAsync("eu-7A"), await NamesAsync("EU-7")), Is.EqualTo((new[] { "EU-7a" }, new[] { "EU-7a" }, Array.Empty<string>(), Array.Empty<string>())));
    }

    [Test]
    public async Task A_customers_orders_are_found_newest_first_whether_they_count_or_not()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2) with { FinancialStatus = "pending" }, Shop.Order(3), Shop.Order(4).Cancelled(), Shop.Order(5, customer: Shop.Bert));

        Assert.That(await NamesAsync($"{Shop.Ada}"), Is.EqualTo(new[] { "#1004", "#1003", "#1002", "#1001" }));
        Assert.That(await NamesAsync($"{Shop.Ada}", most: 2), Is.EqualTo(new[] { "#1004", "#1003" }));
    }

    [Test]
    public async Task What_is_found_in_several_ways_is_told_once()
    {
        await EnterAsync(Shop.Order(1) with { OrderName = $"{Shop.Ada}" }, Shop.Order(2) with { OrderId = Shop.Ada });

        Assert.That(await NamesAsync($"{Shop.Ada}"), Is.EqualTo(new[] { "#1002", $"{Shop.Ada}" }));
    }

    [Test]
    public async Task A_shop_sees_its_own_and_without_one_all_are_looked_into()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2) with { Shop = Shop.OtherDomain, OrderName = "#1001", OrderId = Shop.OrderId(1) });

        Assert.That((await FoundAsync("#1001")).Select(o => o.Shop), Is.EqualTo(new[] { Shop.Domain }));
        Assert.That((await FoundAsync("#1001", shop: null)).Select(o => o.Shop), Is.EqualTo(new[] { Shop.OtherDomain, Shop.Domain }));
        Assert.That((await FoundAsync($"{Shop.OrderId(1)}", shop: "nobody")), Is.Empty);
    }

    [Test]
    public async Task Where_no_order_is_known_none_is_found() => Assert.That(await FoundAsync("#1001", shop: null), Is.Empty);

    [Test]
    public async Task An_order_is_told_with_its_place()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2) with { Total = Money.Of(12.3m, "USD") }, Shop.Order(3).Cancelled());

        Assert.That((await FoundAsync("#1002")).Single(), Is.EqualTo(new OrderView(
            Shop.Domain, "9100000000000002", "#1002", "9200000000000007", Shop.Day(2), 2, true, null, new AmountView(12.3m, "USD"), false)));
        Assert.That((await FoundAsync("#1003")).Single(), Is.EqualTo(new OrderView(
            Shop.Domain, "9100000000000003", "#1003", "9200000000000007", Shop.Day(3), null, false, "it is cancelled", new AmountView(20, "USD"), false)));
    }

    [Test]
    public async Task The_facts_are_all_but_the_name()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2) with { Locale = "de-AT", SpecialRequest = "No plastic.", Items = [new OrderItem("A vase", "Lund")], UpdatedAt = Shop.Day(2.5) });

        var facts = await FactsAsync(2);

        Assert.That(facts, Is.EqualTo(new OrderFacts
        {
            Shop = Shop.Domain, OrderId = "9100000000000002", OrderName = "#1002", CustomerId = "9200000000000007", CreatedAt = Shop.Day(2), Ordinal = 2, Counts = true, NotCounting = null,
            Total = new AmountView(20, "USD"), Imported = false, UpdatedAt = Shop.Day(2.5), Fulfilled = false, RequiresShipping = true, LifetimeSpend = new AmountView(40, "USD"),
            FirstOrderAt = Shop.Day(1), PreviousOrderAt = Shop.Day(1), Locale = "de-AT", Items = [new OrderItem("A vase", "Lund")], SpecialRequest = "No plastic.", Version = 1,
        }).UsingPropertiesComparer());
    }

    [Test]
    public async Task An_order_that_does_not_count_has_no_standing_and_one_that_is_not_known_no_facts()
    {
        await EnterAsync(Shop.Order(1) with { FinancialStatus = "pending" });

        var facts = (await FactsAsync(1))!;

        Assert.That((facts.Ordinal, facts.LifetimeSpend, facts.FirstOrderAt, facts.PreviousOrderAt, facts.NotCounting), Is.EqualTo((default(long?), default(AmountView), default(DateTimeOffset?), default(DateTimeOffset?), "its payment is pending")));
        Assert.That(await FactsAsync(2), Is.Null);
    }

    [Test]
    public async Task An_imported_order_is_found_and_its_facts_are_known()
    {
        await ImportAsync(Old(1), Old(2));

        Assert.That((await FoundAsync("1002")).Single().Imported, Is.True);
        Assert.That((await FactsAsync(2))!.Ordinal, Is.EqualTo(2));
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(8)]
    [TestCase(100)]
    public async Task A_customers_row_is_read_page_by_page_each_order_once(int most)
    {
        await EnterAsync(Enumerable.Range(1, 8).Select(n => Shop.Order(n) with { CreatedAt = Shop.Day(n / 3), FinancialStatus = n % 2 == 0 ? "paid" : "voided" }).Reverse());
        await EnterAsync(Shop.Order(9, customer: Shop.Bert), Shop.Order(10) with { Shop = Shop.OtherDomain });

        var seen = new List<string>();
        for (var after = RowCursor.Start; await _finder.OfCustomerAsync(Shop.Domain, Shop.Ada, after, most, CancellationToken.None) is { Count: > 0 } page; after = RowCursor.Parse(new RowCursor(page[^1].CreatedAt, page[^1].OrderId).ToString())!)
        {
            Assert.That(page, Has.Count.LessThanOrEqualTo(most));
            seen.AddRange(page.Select(o => o.OrderName));
        }

        Assert.That(seen, Is.EqualTo(Enumerable.Range(1, 8).Select(n => $"#{1000 + n}")));
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(8)]
    public async Task What_is_found_comes_in_pages_and_nothing_twice_though_shops_number_alike(int most)
    {
        foreach (var shop in new[] { Shop.Domain, Shop.OtherDomain })
        {
            await EnterAsync([.. Enumerable.Range(1, 4).Select(n => Shop.Order(n) with { Shop = shop })]);
        }

        var seen = new List<(string, string)>();
        for (FoundCursor? after = null; await _finder.FindAsync(null, $"{Shop.Ada}", most, CancellationToken.None, after) is { Count: > 0 } page; after = FoundCursor.Parse(FoundCursor.Of(page[^1]).ToString()))
        {
            Assert.That(page, Has.Count.LessThanOrEqualTo(most));
            seen.AddRange(page.Select(o => (o.Shop, o.OrderName)));
        }

        Assert.That(seen, Is.Unique.And.Count.EqualTo(8));
        Assert.That(seen.Select(s => s.Item2), Is.Ordered.Descending);
    }

    [TestCase("garbage")]
    [TestCase("1.2")]
    [TestCase("1.x.shop")]
    [TestCase("1.2.")]
    public void What_no_page_of_what_was_found_has_given_is_no_cursor(string text) => Assert.That(FoundCursor.Parse(text), Is.Null);

    [TestCase("garbage")]
    [TestCase("1")]
    [TestCase("1.x")]
    [TestCase("1.2.3")]
    public void What_no_page_has_given_is_no_cursor(string text) => Assert.That(RowCursor.Parse(text), Is.Null);

    private async Task<IReadOnlyList<OrderView>> FoundAsync(string find, string? shop = Shop.Domain, int most = 20) =>
        [.. (await _finder.FindAsync(shop, find, most, CancellationToken.None)).Select(OrderView.Of)];

    private async Task<string[]> NamesAsync(string find, string? shop = Shop.Domain, int most = 20) => [.. (await FoundAsync(find, shop, most)).Select(o => o.OrderName)];

    private async Task<OrderFacts?> FactsAsync(int number) =>
        await _finder.OrderAsync(Shop.Domain, Shop.OrderId(number), CancellationToken.None) is { } row ? OrderFacts.Of(row) : null;
}
