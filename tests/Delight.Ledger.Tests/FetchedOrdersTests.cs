using Delight.Contracts;
using Delight.Ledger.History;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Story;
using Delight.Platform.Work;

namespace Delight.Ledger.Tests;

/// <summary>An order that was fetched from the shop, since no webhook of it had come.</summary>
public class FetchedOrdersTests(StoreKind kind) : OnHistory(kind)
{
    [Test]
    public async Task It_counts_as_any_other_and_is_no_accepted_delivery()
    {
        var moved = await EnterAsync(Fetched(Shop.Order(1)), Shop.Order(2));

        Assert.That(moved.Select(m => m.Ordinal), Is.EqualTo(new int?[] { 1, 2 }));
        Assert.That((await SumAsync("deliveries/accepted"), await SumAsync("orders/known"), await SumAsync("orders/counting")), Is.EqualTo((1, 2, 2)));
        Assert.That(await StoryAsync(1), Has.Some.EqualTo("Fetched from the shop, since no webhook of it had come: paid, 20.00 USD."));
    }

    [Test]
    public async Task It_is_on_its_way_until_it_is_taken_in()
    {
        var order = Fetched(Shop.Order(1));
        await WriteAsync(s => s.HandOverAgainAsync(order.Delivery.Receiver));

        await EnterAsync(order);
        await EnterAsync(order);

        Assert.That((await ReadAsync(s => s.SumsAsync()))[Intake.TakenFrom(order.Delivery.Receiver)], Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Whichever_comes_first_what_the_webhook_says_of_the_same_moment_stands(bool fetchedFirst)
    {
        var (fetched, delivered) = (Fetched(Shop.Order(1)), Shop.Order(1) with { Locale = "de" });

        await EnterAsync(fetchedFirst ? [fetched, delivered] : [delivered, fetched]);

        Assert.That((await RowAsync(Shop.OrderId(1))).Locale, Is.EqualTo("de"));
        Assert.That(await SumAsync("deliveries/accepted"), Is.EqualTo(1));
        Assert.That((await StoryAsync(1)).Any(l => l.EndsWith("Its webhook came meanwhile; nothing changes.", StringComparison.Ordinal)), Is.EqualTo(!fetchedFirst));
    }

    [Test]
    public async Task Its_webhook_that_comes_after_all_moves_nothing()
    {
        await EnterAsync(Fetched(Shop.Order(1)));

        Assert.That(await EnterAsync(Shop.Order(1)), Is.Empty);
        Assert.That(await SumAsync("deliveries/duplicate"), Is.Zero);
    }

    [TestCase("pending", 1, TestName = "An order of the history that is paid since is new")]
    [TestCase("paid", 0, TestName = "An order of the history that had counted before stays history")]
    public async Task Of_the_history(string before, int published)
    {
        await ImportAsync(Old(1) with { FinancialStatus = before });

        var moved = await EnterAsync(Fetched(Shop.Order(1).Later()));

        Assert.That(moved, Has.Count.EqualTo(published));
        Assert.That((await RowAsync(Shop.OrderId(1))).History, Is.EqualTo(published == 0));
    }

    private static OrderSeen Fetched(OrderSeen order)
    {
        var id = Guid.NewGuid();
        return order with { Delivery = new Delivery { Id = id, Topic = Delivery.Reconciled, ReceivedAt = Shop.Day(100), Receiver = Intake.ReplayOf(id.ToString()) } };
    }

    private async Task<string[]> StoryAsync(int number) => [.. (await ReadAsync(s => s.StoryAsync(Shop.Domain, Shop.OrderId(number)))).Select(l => l.Text)];
}
