using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Story;

namespace Delight.Ledger.Tests;

public class StoryOfAnOrderTests(StoreKind kind) : OnEachLedger(kind)
{
    [Test]
    public async Task What_arrived_and_how_it_ranked()
    {
        await EnterAsync(Shop.Order(1), At(Shop.Order(2), -1));

        Assert.That(await StoryAsync(2), Is.EqualTo(new[]
        {
            "received: orders/paid arrived: paid, 20.00 USD.",
            "ledger: Standing 1: it is the customer's 2nd counting order, a day after the one before; 40.00 USD spent so far.",
        }));
    }

    /// <summary>Sub-microsecond or not: what arrives is told before what follows from it.</summary>
    [Test]
    public async Task What_happened_in_the_same_moment_is_told_in_the_order_of_the_way()
    {
        await EnterAsync(Shop.Order(1));

        Assert.That((await StoryAsync(1)).Select(l => l.Split(':')[0]), Is.EqualTo(new[] { "received", "ledger" }));
    }

    [Test]
    public async Task What_came_before_and_what_is_older_says_so()
    {
        await EnterAsync(At(Shop.Order(1).Later(), -3), At(Shop.Order(1).Later(), -2), At(Shop.Order(1) with { FinancialStatus = "pending" }, -1));

        Assert.That((await StoryAsync(1)).Where(l => l.StartsWith("received", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "received: orders/paid arrived: paid, 20.00 USD.",
            "received: orders/paid arrived: paid, 20.00 USD. The same had come before; nothing changes.",
            "received: orders/paid arrived: pending, 20.00 USD. It is older than what is known; nothing changes.",
        }));
    }

    [Test]
    public async Task What_does_not_count_says_why()
    {
        await EnterAsync(At(Shop.Order(1, customer: null) with { FinancialStatus = "paid" }, -1));

        Assert.That(await StoryAsync(1), Is.EqualTo(new[]
        {
            "received: orders/paid arrived: paid, 20.00 USD. It does not count: it has no customer (guest checkout).",
        }));
    }

    [Test]
    public async Task What_counts_no_longer_says_so()
    {
        await EnterAsync(At(Shop.Order(1), -2), At(Shop.Order(1).Cancelled(), -1));

        Assert.That((await StoryAsync(1))[^1], Is.EqualTo("ledger: Standing 2: it no longer counts, because it is cancelled."));
    }

    [Test]
    public async Task Every_move_is_told()
    {
        await EnterAsync(At(Shop.Order(2), -2), At(Shop.Order(1), -1));

        Assert.That((await StoryAsync(2)).Where(l => l.StartsWith("ledger", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "ledger: Standing 1: it is the customer's 1st counting order; 20.00 USD spent so far.",
            "ledger: Standing 2: it is the customer's 2nd counting order, a day after the one before; 40.00 USD spent so far.",
        }));
    }

    [Test]
    public async Task It_names_nobody()
    {
        await EnterAsync(Shop.Order(1) with { CustomerFirstName = "Swordfish" });

        Assert.That(await StoryAsync(1), Has.None.Contains("Swordfish"));
    }

    /// <summary>Received so many minutes before the ledger's clock.</summary>
    private static OrderSeen At(OrderSeen order, int minutes) =>
        order with { Delivery = Shop.Delivery() with { ReceivedAt = new StandingClock().GetUtcNow().AddMinutes(minutes) } };

    private async Task<List<string>> StoryAsync(int number) =>
        [.. (await ReadAsync(s => s.StoryAsync(Shop.Domain, Shop.OrderId(number)))).Select(l => $"{l.Step}: {l.Text}")];
}
