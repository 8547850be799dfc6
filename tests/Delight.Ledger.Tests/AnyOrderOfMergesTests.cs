using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Ledger.Tests;

/// <summary>Merges before, between and after the orders, in chains and more than once, one after the other or all at the same moment: the rows end
/// as those of a shop that had one customer from the beginning.</summary>
public class AnyOrderOfMergesTests(StoreKind kind) : OnMerging(kind)
{
    private const long Dora = 9_200_000_000_000_010, Emil = 9_200_000_000_000_011;
    private static readonly long[] Customers = [Shop.Ada, Shop.Bert, Cleo, Dora, Emil];
    private static readonly string[] Payments = ["pending", "paid", "paid", "paid", "partially_refunded", "refunded"];

    [Test]
    public async Task Every_history_ends_as_that_of_one_customer([Range(1, 14)] int seed)
    {
        var chance = new Random(seed);
        var orders = Orders(chance);
        var merges = Merges(chance);
        object[] deliveries = [.. orders, .. merges, .. orders.Where(_ => chance.Next(4) == 0).Select(o => o.Again()), .. merges.Where(_ => chance.Next(3) == 0).Select(m => m with { Delivery = Shop.Delivery() })];
        chance.Shuffle(deliveries);

        var published = seed % 2 == 0 ? await OneByOneAsync(deliveries) : await TogetherAsync(deliveries);

        var expected = Counted(orders, merges);
        foreach (var order in orders.Select(o => o.OrderId).Distinct())
        {
            var row = await RowAsync(order);
            Assert.That((row.CustomerId, (int?)row.Ordinal), Is.EqualTo(expected[order]), row.OrderName);
            Assert.That(published.Where(p => p.OrderId == order).MaxBy(p => p.Version), Is.EqualTo(row.Version == 0 ? null : row.ToMessage()), $"The last word on {row.OrderName}");
        }
    }

    [Test]
    public async Task Sixty_four_orders_and_merges_of_two_customers_make_nobody_wait_in_a_circle()
    {
        object[] deliveries = [.. Enumerable.Range(1, 48).Select(n => Shop.Order(n, n % 2 == 0 ? Shop.Ada : Shop.Bert)), .. Enumerable.Range(1, 16).Select(n => n % 4 == 0 ? Merge(Cleo, Shop.Ada) : Merge())];
        new Random(64).Shuffle(deliveries);

        await TogetherAsync(deliveries).WaitAsync(Limit.Patience);

        Assert.That(await OrdinalsAsync(Enumerable.Range(1, 48)), Is.EqualTo(Enumerable.Range(1, 48)));
        Assert.That(await ReadAsync(s => s.QueryAsync<long>("select distinct customer_id from orders")), Is.EqualTo(new[] { Cleo }));
    }

    private static OrderSeen[] Orders(Random chance) =>
    [
        .. from number in Enumerable.Range(1, 14)
           let first = Shop.Order(number, Customers[chance.Next(Customers.Length)]) with { CreatedAt = Shop.Day(chance.Next(8)), Total = new Money(chance.Next(10_000), Shop.Currency) }
           from hour in Enumerable.Range(0, 1 + chance.Next(3))
           select first.Later(hour) with { FinancialStatus = Payments[chance.Next(Payments.Length)], CustomerId = chance.Next(6) == 0 ? Customers[chance.Next(Customers.Length)] : first.CustomerId },
    ];

    /// <summary>Of each that is deleted, one; now and then something that cannot be: a circle, or two for one.</summary>
    private static CustomersMerged[] Merges(Random chance) =>
        [.. Enumerable.Range(0, 1 + chance.Next(5)).Select(_ => (Kept: chance.Next(Customers.Length), Merged: chance.Next(Customers.Length))).Where(m => m.Kept != m.Merged).Select(m => Merge(Customers[m.Kept], Customers[m.Merged]))];

    /// <summary>As it is said, once more and as plainly as can be.</summary>
    private static Dictionary<long, (long?, int?)> Counted(OrderSeen[] orders, CustomersMerged[] merges)
    {
        var one = Customers.ToDictionary(c => c, c => new HashSet<long> { c });
        foreach (var merge in merges)
        {
            HashSet<long> both = [.. one[merge.KeptCustomerId], .. one[merge.MergedCustomerId]];
            foreach (var id in both)
            {
                one[id] = both;
            }
        }

        var deleted = merges.Select(m => m.MergedCustomerId).ToHashSet();
        long Kept(long id) => one[id].Order().FirstOrDefault(i => !deleted.Contains(i), one[id].Min());
        var newest = orders.GroupBy(o => o.OrderId).Select(g => g.MaxBy(o => o.UpdatedAt)!).ToArray();
        var rows = newest.Where(o => o.FinancialStatus is "paid" or "partially_refunded").ToLookup(o => Kept(o.CustomerId!.Value));
        return newest.ToDictionary(o => o.OrderId, o => ((long?)Kept(o.CustomerId!.Value),
            rows[Kept(o.CustomerId!.Value)].OrderBy(r => (r.CreatedAt, r.OrderId)).Select((r, i) => (r.OrderId, Nth: (int?)i + 1)).FirstOrDefault(r => r.OrderId == o.OrderId).Nth));
    }

    private async Task<List<OrderRanked>> OneByOneAsync(object[] deliveries)
    {
        var published = new List<OrderRanked>();
        foreach (var delivery in deliveries)
        {
            published.AddRange(delivery is OrderSeen order ? await EnterAsync(order) : await EnterAsync((CustomersMerged)delivery));
        }

        return published;
    }

    private async Task<List<OrderRanked>> TogetherAsync(object[] deliveries)
    {
        var (store, other) = (Database.Another(), OpenBook(Database.Another()));
        var published = await Task.WhenAll(deliveries.Select((d, i) => Task.Run(() => d is OrderSeen order
            ? (i % 2 == 0 ? Book : other).EnterAsync(order, CancellationToken.None)
            : i % 2 == 0 ? EnterAsync((CustomersMerged)d) : EnterAsync((CustomersMerged)d, store, other))));
        return [.. published.SelectMany(p => p)];
    }
}
