using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Ledger.Tests;

/// <summary>Small histories made up by chance, delivered in any order and more than once, against a count of their own.</summary>
public class AnyOrderOfArrivalTests(StoreKind kind) : OnEachLedger(kind)
{
    private static readonly string[] Payments = ["pending", "authorized", "paid", "paid", "paid", "partially_refunded", "refunded", "voided"];
    private static readonly long?[] Customers = [Shop.Ada, Shop.Ada, Shop.Ada, Shop.Bert, Shop.Bert, null];

    [Test]
    public async Task Every_history_ends_as_it_is_counted([Range(1, 12)] int seed)
    {
        var chance = new Random(seed);
        var history = History(chance);
        OrderSeen[] deliveries = [.. history, .. history.Where(_ => chance.Next(4) == 0).Select(o => o.Again())];
        chance.Shuffle(deliveries);

        var published = seed % 2 == 0 ? await EnterAsync(deliveries) : await EnterTogetherAsync(deliveries);

        foreach (var expected in Counted(history))
        {
            var row = await RowAsync(expected.OrderId, expected.Shop);
            var standing = row.ToMessage();
            Assert.That(standing with { Version = 0 }, Is.EqualTo(expected), $"{expected.Shop} {expected.OrderName}");
            var last = published.Where(p => (p.Shop, p.OrderId) == (expected.Shop, expected.OrderId)).MaxBy(p => p.Version);
            Assert.That(last, Is.EqualTo(row.Version == 0 ? null : standing), $"The last word on {expected.Shop} {expected.OrderName}");
        }
    }

    private static OrderSeen[] History(Random chance) =>
    [
        .. from number in Enumerable.Range(1, 14)
           let first = Shop.Order(number, Customers[chance.Next(Customers.Length)]) with
           {
               Shop = chance.Next(5) == 0 ? Shop.OtherDomain : Shop.Domain,
               CreatedAt = Shop.Day(chance.Next(8)),
               Test = chance.Next(12) == 0,
               Total = new Money(chance.Next(10_000), Shop.Currency),
               CustomerFirstName = "Ada",
           }
           from hour in Enumerable.Range(0, 1 + chance.Next(4))
           select first.Later(hour) with
           {
               FinancialStatus = Payments[chance.Next(Payments.Length)],
               CancelledAt = chance.Next(10) == 0 ? Shop.Day(20) : null,
               Fulfilled = chance.Next(4) == 0,
               CustomerId = chance.Next(6) == 0 ? Customers[chance.Next(Customers.Length)] : first.CustomerId,
           },
    ];

    /// <summary>As the design says it, written once more and as plainly as can be.</summary>
    private static IEnumerable<OrderRanked> Counted(OrderSeen[] history)
    {
        var newest = history.GroupBy(o => (o.Shop, o.OrderId)).Select(g => g.MaxBy(o => o.UpdatedAt)!).ToArray();
        foreach (var order in newest)
        {
            var row = newest.Where(o => o.Shop == order.Shop && o.CustomerId == order.CustomerId && WhyNot(o) is null)
                .OrderBy(o => o.CreatedAt).ThenBy(o => o.OrderId).TakeWhile(o => (o.CreatedAt, o.OrderId).CompareTo((order.CreatedAt, order.OrderId)) <= 0).ToArray();
            var counts = WhyNot(order) is null;
            yield return new OrderRanked
            {
                Shop = order.Shop,
                OrderId = order.OrderId,
                OrderName = order.OrderName,
                CustomerId = order.CustomerId,
                CustomerFirstName = order.CustomerFirstName,
                CreatedAt = order.CreatedAt,
                Total = order.Total,
                RequiresShipping = order.RequiresShipping,
                Fulfilled = order.Fulfilled,
                Ordinal = counts ? row.Length : null,
                NotCountingBecause = WhyNot(order),
                CountingOrders = counts ? row.Length : 0,
                LifetimeSpend = new Money(counts ? row.Sum(o => o.Total.Minor) : 0, Shop.Currency),
                FirstOrderAt = counts ? row[0].CreatedAt : null,
                DaysSincePrevious = counts && row.Length > 1 ? (order.CreatedAt - row[^2].CreatedAt).Days : null,
                Version = 0,
            };
        }
    }

    private static string? WhyNot(OrderSeen order) =>
        order.Test ? "it is a test order"
        : order.CancelledAt is not null ? "it is cancelled"
        : order.FinancialStatus is "authorized" or "partially_paid" or "paid" or "partially_refunded"
            ? order.CustomerId is null ? "it has no customer (guest checkout)" : null
            : $"its payment is {order.FinancialStatus}";

    private async Task<List<OrderRanked>> EnterTogetherAsync(OrderSeen[] deliveries)
    {
        var other = OpenBook(Database.Another());
        var moved = await Task.WhenAll(deliveries.Select((o, i) => Task.Run(() => (i % 2 == 0 ? Book : other).EnterAsync(o, CancellationToken.None))));
        return [.. moved.SelectMany(m => m)];
    }
}
