namespace Delight.Simulator.Tests;

public class DemoHistoryTests
{
    private const int Customers = 3_000;
    private const long Exact = 1L << 53;

    private static readonly DateTimeOffset End = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<ShopOrder> History = DemoShop.History(Customers, 1, End);

    private static readonly List<ShopOrder> CustomersOrders = [.. History.Where(order => order.CustomerId is not null && !order.Test)];

    [Test]
    public void Orders_are_in_time_order_within_78_weeks() =>
        Assert.That(History.Select(order => order.CreatedAt), Is.Ordered.And.All.InRange(End.AddDays(-7 * 78), End));

    [Test]
    public void Ids_grow_with_time_and_are_beyond_what_a_double_holds()
    {
        Assert.That(History.Select(order => order.Id), Is.Ordered.And.Unique.And.All.GreaterThan(Exact));
        Assert.That(CustomersOrders.Select(order => order.CustomerId), Has.All.GreaterThan(Exact));
    }

    [Test]
    public void Names_count_up_from_1001() =>
        Assert.That(History.Select(order => order.Name), Is.EqualTo(Enumerable.Range(1001, History.Count).Select(number => $"#{number}")));

    [Test]
    public void Each_customer_orders_as_the_model_says()
    {
        var orders = CustomersOrders.GroupBy(order => order.CustomerId).Select(group => group.Count()).Order();
        var purchases = Enumerable.Range(0, Customers).Select(customer => PurchaseModel.Cdnow.Purchases(1, customer).Count).Order();

        Assert.That(orders, Is.EqualTo(purchases));
    }

    [Test]
    public void About_one_order_in_twenty_besides_is_a_guests() =>
        Assert.That(History.Count(order => order.CustomerId is null) / (double)CustomersOrders.Count, Is.EqualTo(0.05).Within(0.001));

    [Test]
    public void A_few_are_test_orders() =>
        Assert.That(History.Count(order => order.Test) / (double)History.Count, Is.InRange(0.001, 0.01));

    [Test]
    public void Even_a_small_shop_has_a_test_order() =>
        Assert.That(DemoShop.History(1, 1, End).Count(order => order.Test), Is.EqualTo(1));

    [Test]
    public void About_one_order_in_thirty_is_cancelled_afterwards()
    {
        var cancelled = History.Where(order => order.CancelledAt is not null).ToList();

        Assert.That(cancelled.Count / (double)History.Count, Is.EqualTo(0.03).Within(0.01));
        Assert.That(cancelled, Has.All.Matches<ShopOrder>(order => order!.CancelledAt > order.CreatedAt && order.CancelledAt < End));
        Assert.That(cancelled.Select(order => order.FinancialStatus).Distinct(), Is.EquivalentTo(new[] { "refunded", "voided" }));
    }

    [Test]
    public void About_one_customer_in_twelve_has_no_name()
    {
        var customers = CustomersOrders.GroupBy(order => order.CustomerId).Select(group => group.First()).ToList();

        Assert.That(customers.Count(order => order.CustomerFirstName is null) / (double)Customers, Is.EqualTo(0.08).Within(0.02));
        Assert.That(customers.Where(order => order.CustomerFirstName is null), Has.All.Matches<ShopOrder>(order => order!.CustomerEmail is null));
    }

    [Test]
    public void A_customer_keeps_one_name() =>
        Assert.That(CustomersOrders.GroupBy(order => order.CustomerId).Select(group => group.Select(order => (order.CustomerFirstName, order.CustomerLastName)).Distinct().Count()), Has.All.EqualTo(1));

    [Test]
    public void Names_come_from_many_scripts()
    {
        var letters = History.SelectMany(order => order.CustomerFirstName ?? "").ToHashSet();

        // Latin twice more, Greek, Cyrillic, Hebrew, Arabic, Chinese, Japanese, Korean, Hindi.
        foreach (var letter in "e\u00F1\u0142\u0395\u043B\u05E9\u0645\u4F1F\u3055\uBBFC\u092A")
            Assert.That(letters, Does.Contain(letter), letter.ToString());
    }

    [Test]
    public void Goods_are_worth_no_more_than_the_total_unless_it_buys_nothing() =>
        Assert.That(History.Where(order => order.Total >= 4.50m), Has.All.Matches<ShopOrder>(order => order!.Lines.Sum(line => line.Quantity * line.Price) <= order.Total));

    [Test]
    public void Some_orders_need_no_parcel() =>
        Assert.That(History.Count(order => order.Lines.All(line => !line.RequiresShipping)) / (double)History.Count, Is.InRange(0.002, 0.05));

    [Test]
    public void The_same_seed_gives_the_same_shop_and_another_seed_another()
    {
        var names = Summary(DemoShop.History(100, 5, End));

        Assert.That(Summary(DemoShop.History(100, 5, End)), Is.EqualTo(names));
        Assert.That(Summary(DemoShop.History(100, 6, End)), Is.Not.EqualTo(names));
    }

    [Test]
    public void A_shop_without_customers_has_no_orders() => Assert.That(DemoShop.History(0, 1, End), Is.Empty);

    private static List<string> Summary(IReadOnlyList<ShopOrder> history) => [.. history.Select(order => $"{order.CreatedAt:O} {order.CustomerId} {order.Total}")];
}
