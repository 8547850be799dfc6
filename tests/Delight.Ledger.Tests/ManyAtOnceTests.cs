using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Work;

namespace Delight.Ledger.Tests;

/// <summary>Two processes enter what comes at the same instant.</summary>
public class ManyAtOnceTests(StoreKind kind) : OnEachLedger(kind)
{
    [Test]
    public async Task Sixty_four_orders_of_one_customer_end_in_one_row()
    {
        var other = OpenBook(Database.Another());
        var arrivals = Shuffled([.. Enumerable.Range(1, 64).Select(n => Shop.Order(n))]);

        var moved = await Task.WhenAll(arrivals.Select((o, i) => Task.Run(() => (i % 2 == 0 ? Book : other).EnterAsync(o, CancellationToken.None))));

        Assert.That(await OrdinalsAsync(Enumerable.Range(1, 64)), Is.EqualTo(Enumerable.Range(1, 64)));
        Assert.That((await StandingAsync(64)).LifetimeSpend.Amount(), Is.EqualTo(64 * 20));
        var last = moved.SelectMany(m => m).GroupBy(m => m.OrderId).Select(g => g.MaxBy(m => m.Version)!).OrderBy(m => m.OrderId);
        Assert.That(last.Select(m => m.Ordinal), Is.EqualTo(Enumerable.Range(1, 64)));
    }

    [Test]
    public async Task Sixty_four_snapshots_of_one_order_end_in_the_newest()
    {
        var other = OpenBook(Database.Another());
        var arrivals = Shuffled([.. Enumerable.Range(1, 64).Select(n => Shop.Order(1).Later(n) with { CustomerFirstName = $"Ada {n}", CustomerId = n })]);

        await Task.WhenAll(arrivals.Select((o, i) => Task.Run(() => (i % 2 == 0 ? Book : other).EnterAsync(o, CancellationToken.None))));

        var standing = await StandingAsync(1);
        Assert.That((standing.CustomerFirstName, standing.CustomerId, standing.Ordinal), Is.EqualTo(("Ada 64", 64, 1)));
        Assert.That(await CountAsync("select count(*) from work"), Is.EqualTo(1));
    }

    [Test]
    public async Task Orders_that_change_between_two_customers_make_nobody_wait_in_a_circle()
    {
        var other = OpenBook(Database.Another());
        var arrivals = Shuffled([.. from n in Enumerable.Range(1, 16) from hour in Enumerable.Range(0, 4)
                                    select Shop.Order(n, hour % 2 == 0 ? Shop.Ada : Shop.Bert).Later(hour)]);

        await Task.WhenAll(arrivals.Select((o, i) => Task.Run(() => (i % 2 == 0 ? Book : other).EnterAsync(o, CancellationToken.None)))).WaitAsync(Limit.Patience);

        Assert.That(await OrdinalsAsync(Enumerable.Range(1, 16)), Is.EqualTo(Enumerable.Range(1, 16)));
        Assert.That((await ReadAsync(s => s.SumsAsync()))["orders/counting"], Is.EqualTo(16));
    }

    private static T[] Shuffled<T>(T[] items)
    {
        new Random(20261120).Shuffle(items);
        return items;
    }
}
