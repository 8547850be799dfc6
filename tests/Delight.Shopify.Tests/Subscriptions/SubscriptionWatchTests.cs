using Delight.FakeShops;
using Delight.ObjectMother.Stores;

namespace Delight.Shopify.Tests.Subscriptions;

/// <summary>What the platform drops is made again, by one process at a time.</summary>
internal sealed class SubscriptionWatchTests(StoreKind kind) : OnWatchedShop(kind)
{
    [Test]
    public async Task A_dropped_subscription_is_made_again_and_what_was_missed_is_asked_for()
    {
        await Shop.ConnectAsync();
        await Shop.LookAsync();
        await WriteAsync(s => s.ScriptAsync("delete from reconcile_wanted"));
        Shop.Lose("ORDERS_PAID", "ORDERS_CREATE");

        await Shop.LookAgainAsync();

        Assert.That(Shop.Topics, Is.EqualTo(Every));
        Assert.That(Shop.Log.Lines, Is.EqualTo(new[] { $"{Shop.Shop.Options.Domain} had dropped the subscriptions to orders/create, orders/paid, as the platform does after eight failures. They stand again, and what changed meanwhile is fetched." }));
        Assert.That(await CountAsync("select count(*) from reconcile_wanted where shop = @Shop", new { Shop = Shop.Shop.Options.Domain }), Is.EqualTo(1));
    }

    [TestCase("CUSTOMERS_MERGE", 1)]
    [TestCase("APP_UNINSTALLED", 0)]
    public async Task What_was_missed_is_asked_for_where_orders_can_show_it(string topic, int wanted)
    {
        await Shop.ConnectAsync();
        await WriteAsync(s => s.ScriptAsync("delete from reconcile_wanted"));
        Shop.Lose(topic);

        await Shop.LookAgainAsync();

        Assert.That(Shop.Topics, Is.EqualTo(Every));
        Assert.That(await CountAsync("select count(*) from reconcile_wanted"), Is.EqualTo(wanted));
    }

    [Test]
    public async Task Where_all_stands_nothing_is_done_and_nothing_fetched()
    {
        await Shop.ConnectAsync();
        await WriteAsync(s => s.ScriptAsync("delete from reconcile_wanted"));
        Shop.Shop.Log.Clear();

        await Shop.LookAsync();

        Assert.That(Shop.Shop.Log.Entries.Select(e => e.Operation), Is.EqualTo(new[] { List }));
        Assert.That(await CountAsync("select count(*) from reconcile_wanted"), Is.Zero);
        Assert.That(Shop.Log.Lines, Is.Empty);
    }

    [Test]
    public async Task It_looks_when_its_time_has_come()
    {
        await Shop.ConnectAsync();
        Shop.Shop.Log.Clear();

        await Shop.LookAsync();
        await Shop.LookAgainAsync(minutes: 9);
        Assert.That(Shop.Shop.Log.CountOf(List), Is.EqualTo(1));

        await Shop.LookAgainAsync(minutes: 1);
        Assert.That(Shop.Shop.Log.CountOf(List), Is.EqualTo(2));
    }

    [Test]
    public async Task Of_two_processes_one_looks()
    {
        await Shop.ConnectAsync();
        Shop.Shop.Log.Clear();

        await Task.WhenAll(Shop.LookAsync(), Shop.LookAsync(Shop.Another(Database.Another())));

        Assert.That(Shop.Shop.Log.CountOf(List), Is.EqualTo(1));
    }

    [Test]
    public async Task One_that_ended_while_it_looked_keeps_nobody_from_looking()
    {
        await Shop.ConnectAsync();
        await Shop.Rows.ClaimAsync(Shop.Shop.Options.Domain, CancellationToken.None);
        Shop.Lose("ORDERS_PAID");

        await Shop.LookAsync();
        Assert.That(Shop.Topics, Has.Exactly(7).Items);

        await Shop.LookAgainAsync(minutes: 5);
        Assert.That(Shop.Topics, Is.EqualTo(Every));
    }

    [Test]
    public async Task What_was_missed_is_asked_for_also_when_nothing_can_be_made()
    {
        await Shop.ConnectAsync();
        await Shop.LookAsync();
        await WriteAsync(s => s.ScriptAsync("delete from reconcile_wanted"));
        Shop.Lose("ORDERS_PAID");
        Shop.Shop.Faults.Add(FaultKind.UserError, times: 1, operation: Create);

        await Shop.LookAgainAsync();
        Assert.That(await CountAsync("select count(*) from reconcile_wanted"), Is.EqualTo(1));
        Assert.That(Shop.Log.Lines, Has.Count.EqualTo(1).And.All.Contains("orders/paid").And.All.Contains("Something is not possible."));

        await Shop.LookAgainAsync();
        Assert.That(Shop.Topics, Is.EqualTo(Every));
    }

    [TestCase(false, 0)]
    [TestCase(true, 1)]
    public async Task What_can_never_be_made_is_not_asked_for_at_each_look(bool wasThere, int wanted)
    {
        await Shop.ConnectAsync();
        await WriteAsync(s => s.ScriptAsync("delete from reconcile_wanted" + (wasThere ? "" : "; delete from shopify_subscriptions where topic = 'customers/merge'")));
        Shop.Lose("CUSTOMERS_MERGE");
        Shop.Shop.Faults.Add(FaultKind.UserError, times: 1000, operation: Create);
        await Shop.LookAsync();
        Assert.That(await WantedAsync(), Is.EqualTo(wanted));
        await WriteAsync(s => s.ScriptAsync("delete from reconcile_wanted"));

        await Shop.LookAgainAsync();
        await Shop.LookAgainAsync();
        Assert.That(await WantedAsync(), Is.Zero);

        Shop.Shop.Faults.Clear();
        await Shop.LookAgainAsync();
        Assert.That(Shop.Topics, Is.EqualTo(Every));
        Assert.That(await WantedAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_was_made_by_one_that_ended_before_it_could_ask_is_asked_for_at_the_next_look()
    {
        await Shop.ConnectAsync();
        await WriteAsync(s => s.ScriptAsync("delete from reconcile_wanted; update shopify_subscriptions set standing = 'missing' where topic = 'orders/paid'"));

        await Shop.LookAsync();
        Assert.That(await WantedAsync(), Is.EqualTo(1));

        await WriteAsync(s => s.ScriptAsync("delete from reconcile_wanted"));
        await Shop.LookAgainAsync();
        Assert.That(await WantedAsync(), Is.Zero);
    }

    [Test]
    public async Task One_topic_that_the_shop_refuses_keeps_no_other_away_and_is_said_once()
    {
        await Shop.ConnectAsync();
        Shop.Lose([.. Every]);
        Shop.Shop.Faults.Add(FaultKind.UserError, times: 1, operation: Create);

        await Shop.LookAsync();
        Shop.Shop.Faults.Add(FaultKind.UserError, times: 1, operation: Create);
        await Shop.LookAgainAsync();

        Assert.That(Shop.Topics, Has.Exactly(7).Items);
        Assert.That(Shop.Log.Lines.Count(l => l.Contains("no subscription can be made")), Is.EqualTo(1));
    }

    [Test]
    public async Task What_does_not_come_whole_is_mended()
    {
        await Shop.ConnectAsync();
        var made = Shop.Shop.Deliveries.Subscriptions.Single(s => s.Topic == "ORDERS_CREATE");
        Shop.Shop.Deliveries.Keep(made with { Format = "XML", Filter = "total_price:>100", IncludeFields = ["id"] });

        await Shop.LookAsync();

        Assert.That(Shop.Shop.Deliveries.Subscriptions.Single(s => s.Topic == "ORDERS_CREATE"), Has.Property("Format").EqualTo("JSON").And.Property("Filter").Empty.And.Property("IncludeFields").Empty);
    }

    private Task<long> WantedAsync() => CountAsync("select count(*) from reconcile_wanted");
}
