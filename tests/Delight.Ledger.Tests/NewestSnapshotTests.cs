using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Ledger.Tests;

/// <summary>Of an order's snapshots the newest by the platform's time holds; equal times are settled by state, then by content, never by arrival.</summary>
public class NewestSnapshotTests(StoreKind kind) : OnEachLedger(kind)
{
    private static readonly OrderSeen Order = Shop.Order();

    /// <summary>From the strongest to the weakest.</summary>
    private static readonly OrderSeen[][] States =
    [
        [Order with { CancelledAt = Shop.Day(1), FinancialStatus = "pending" }],
        [Order with { FinancialStatus = "refunded" }, Order with { FinancialStatus = "voided" }, Order with { FinancialStatus = "expired" }],
        [Order with { FinancialStatus = "partially_refunded", Fulfilled = true }],
        [Order with { FinancialStatus = "partially_refunded" }],
        [Order with { FinancialStatus = "paid", Fulfilled = true }],
        [Order with { FinancialStatus = "paid" }],
        [Order with { FinancialStatus = "partially_paid" }],
        [Order with { FinancialStatus = "authorized" }],
        [Order with { FinancialStatus = "pending" }],
        [Order with { FinancialStatus = null }],
    ];

    [Test]
    public async Task A_newer_snapshot_takes_the_place_of_an_older_one_whichever_comes_first()
    {
        var (older, newer) = (Marked(Order, 1), Marked(Order.Later(), 2));

        await EnterAsync(older, newer);
        Assert.That(await MarkAsync(), Is.EqualTo(2));

        await EnterAsync(older.Again());
        Assert.That(await MarkAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_stale_snapshot_moves_nothing_and_publishes_nothing()
    {
        await EnterAsync(Order.Later(), Shop.Order(2));
        var (first, second) = (await StandingAsync(1), await StandingAsync(2));

        var moved = await EnterAsync(Order with { CancelledAt = Shop.Day(1), CustomerId = Shop.Bert, Total = new Money(1, "USD") });

        Assert.That(moved, Is.Empty);
        Assert.That((await StandingAsync(1), await StandingAsync(2)), Is.EqualTo((first, second)));
    }

    [Test]
    public async Task At_equal_times_the_state_that_is_further_on_holds_whichever_comes_first()
    {
        var marked = States.SelectMany((s, rank) => s.Select(o => (Rank: rank, Order: o))).ToArray();
        var number = 0;
        foreach (var (stronger, weaker) in from a in marked from b in marked where a.Rank < b.Rank select (a.Order, b.Order))
        {
            var (strong, weak) = (Numbered(stronger, ++number), Numbered(weaker, number));
            await EnterAsync(number % 2 == 0 ? [Marked(strong, 1), Marked(weak, 2)] : [Marked(weak, 2), Marked(strong, 1)]);

            Assert.That(await MarkAsync(number), Is.EqualTo(1), $"{Describe(stronger)} over {Describe(weaker)}");
        }
    }

    [Test]
    public async Task At_equal_times_and_states_the_content_decides_and_not_the_arrival()
    {
        OrderSeen[] contents =
        [
            Marked(Order, 1), Marked(Order, 2), Marked(Order, 1) with { CustomerFirstName = "Zoë" }, Marked(Order, 1) with { CustomerId = Shop.Bert },
            Marked(Order, 1) with { RequiresShipping = false }, Marked(Order, 1) with { OrderName = "#1" },
        ];
        var number = 0;
        foreach (var (one, other) in from a in contents from b in contents where a != b select (a, b))
        {
            var (first, second) = (++number, ++number);
            await EnterAsync(Numbered(one, first).Again(), Numbered(other, first).Again());
            await EnterAsync(Numbered(other, second).Again(), Numbered(one, second).Again());

            Assert.That(await FactsAsync(first), Is.EqualTo(await FactsAsync(second)));
        }
    }

    [Test]
    public async Task The_same_snapshot_again_changes_nothing()
    {
        await EnterAsync(Order);

        Assert.That(await EnterAsync(Order.Again(), Order.Again()), Is.Empty);
        Assert.That((await StandingAsync(1)).Version, Is.EqualTo(1));
    }

    [Test]
    public async Task A_newer_snapshot_that_says_the_same_publishes_nothing()
    {
        await EnterAsync(Order);

        Assert.That(await EnterAsync(Order.Later()), Is.Empty);
    }

    [Test]
    public async Task A_fact_that_changes_is_published_with_the_next_version()
    {
        await EnterAsync(Order, Shop.Order(2));

        var moved = await EnterAsync(Order.Later() with { Fulfilled = true });

        Assert.That(moved.Select(m => (m.OrderId, m.Fulfilled, m.Ordinal, m.Version)), Is.EqualTo(new[] { (Order.OrderId, true, (int?)1, 2L) }));
    }

    /// <summary>A total that tells the snapshots apart.</summary>
    private static OrderSeen Marked(OrderSeen order, int mark) => order with { Total = new Money(mark, Shop.Currency), Delivery = Shop.Delivery() };

    private static OrderSeen Numbered(OrderSeen order, int number) => order with { OrderId = Shop.OrderId(number) };

    private static string Describe(OrderSeen order) => $"{order.FinancialStatus}{(order.CancelledAt is null ? "" : " cancelled")}{(order.Fulfilled ? " fulfilled" : "")}";

    private async Task<long> MarkAsync(int number = 1) => (await RowAsync(Shop.OrderId(number))).TotalMinor;

    private async Task<(string, long?, string?, bool, long)> FactsAsync(int number)
    {
        var row = await RowAsync(Shop.OrderId(number));
        return (row.OrderName, row.CustomerId, row.FirstName, row.RequiresShipping, row.TotalMinor);
    }
}
