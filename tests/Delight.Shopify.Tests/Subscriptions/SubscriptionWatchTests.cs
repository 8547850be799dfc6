using Delight.FakeShops;
using Delight.ObjectMother.Stores;
using Delight.Shopify.Subscriptions;

namespace Delight.Shopify.Tests.Subscriptions;

/// <summary>Against a stand-in for the shop that drops subscriptions as the platform does.</summary>
internal sealed class SubscriptionWatchTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private const string List = "WebhookSubscriptions";
    private const string Create = "SubscriptionCreate";
    private static readonly string[] Every = [.. WantedTopic.All.Select(t => t.InCapitals).Order()];
    private WatchedShop? _shop;

    private WatchedShop Shop => _shop!;

    [SetUp]
    public async Task Open() => _shop = await WatchedShop.OpenAsync(Store);

    [TearDown]
    public async Task Close()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
    }

    [Test]
    public async Task Connecting_makes_every_topic_once()
    {
        var first = await Shop.ConnectAsync();
        var second = await Shop.ConnectAsync();

        Assert.That(Shop.Topics, Is.EqualTo(Every));
        Assert.That(first.Topics.Select(t => t.Done), Is.All.EqualTo("made"));
        Assert.That(second.Topics.Select(t => (t.Standing, t.Done)), Is.All.EqualTo(("there", (string?)null)));
        Assert.That(Shop.Shop.Log.CountOf(Create), Is.EqualTo(8));
    }

    [Test]
    public async Task Two_who_connect_at_once_make_every_topic_once()
    {
        var both = await Task.WhenAll(Shop.ConnectAsync(), Shop.ConnectAsync());

        Assert.That(Shop.Topics, Is.EqualTo(Every));
        Assert.That(both.Select(r => r.IsComplete), Is.All.True);
    }

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

        await Task.WhenAll(Shop.LookAsync(), Shop.Another(Database.Another()).LookAsync(CancellationToken.None));

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
    public async Task A_shop_that_was_never_connected_is_left_alone_and_that_is_said_once()
    {
        await Shop.LookAsync();
        await Shop.LookAgainAsync(minutes: 60);

        Assert.That(Shop.Topics, Is.Empty);
        Assert.That(Shop.Log.Lines, Has.Count.EqualTo(1).And.All.Contains($"Run shop connect --shop {Shop.Shop.Options.Domain} once, and it is looked after. This is said once"));
    }

    [Test]
    public async Task A_shop_that_a_person_connected_in_part_is_completed()
    {
        await Shop.ConnectAsync();
        await WriteAsync(s => s.ScriptAsync("delete from shopify_subscriptions"));
        Shop.Lose("ORDERS_PAID");

        await Shop.LookAsync();

        Assert.That(Shop.Topics, Is.EqualTo(Every));
        Assert.That(Shop.Log.Lines, Is.EqualTo(new[] { $"orders/paid of {Shop.Shop.Options.Domain} come here from now on." }));
    }

    [Test]
    public async Task Without_a_public_address_nobody_is_asked()
    {
        Shop.Settings.PublicUrl = null;

        await Shop.LookAsync();

        Assert.That(Shop.Shop.Log.Entries, Is.Empty);
    }

    [TestCase(FaultKind.Unauthorized)]
    [TestCase(FaultKind.Forbidden)]
    public async Task A_shop_that_knows_us_no_longer_is_said_once_and_asked_hourly(FaultKind refusal)
    {
        await Shop.ConnectAsync();
        Shop.Shop.Faults.Add(refusal, times: 1000);
        Shop.Shop.Log.Clear();

        await Shop.LookAsync();
        for (var look = 0; look < 12; look++)
        {
            await Shop.LookAgainAsync();
        }

        Assert.That(Shop.Log.Lines, Has.Count.EqualTo(1).And.All.Contains("Nobody looks after the subscriptions of"));
        Assert.That(Shop.Shop.Log.Entries, Has.Count.EqualTo(3), "at once, after an hour and after two");
    }

    [Test]
    public async Task A_shop_that_takes_us_again_is_looked_after_again()
    {
        await Shop.ConnectAsync();
        Shop.Lose("ORDERS_PAID");
        Shop.Shop.Faults.Add(FaultKind.Unauthorized);
        await Shop.LookAsync();
        Assert.That((await Shop.Rows.ReadAsync(Shop.Shop.Options.Domain, CancellationToken.None))!.Fault, Does.Contain("does not accept the access token"));

        await Shop.LookAgainAsync(minutes: 60);

        Assert.That(Shop.Topics, Is.EqualTo(Every));
        Assert.That((await Shop.Rows.ReadAsync(Shop.Shop.Options.Domain, CancellationToken.None))!.Fault, Is.Null);
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

    [Test]
    public async Task An_answer_that_got_lost_makes_no_second_one()
    {
        Shop.Shop.Faults.Add(FaultKind.CutAfter, times: 1, operation: Create);

        await Shop.ConnectAsync();

        Assert.That(Shop.Topics, Is.EqualTo(Every));
    }

    [Test]
    public async Task One_topic_that_the_shop_refuses_keeps_no_other_away_and_is_said_once()
    {
        await Shop.ConnectAsync();
        Shop.Lose(Every);
        Shop.Shop.Faults.Add(FaultKind.UserError, times: 1, operation: Create);

        await Shop.LookAsync();
        Shop.Shop.Faults.Add(FaultKind.UserError, times: 1, operation: Create);
        await Shop.LookAgainAsync();

        Assert.That(Shop.Topics, Has.Exactly(7).Items);
        Assert.That(Shop.Log.Lines.Count(l => l.Contains("no subscription can be made")), Is.EqualTo(1));
    }

    [Test]
    public async Task What_goes_elsewhere_is_moved_by_whoever_connects_and_left_there_by_the_watch()
    {
        const string Old = "https://old.example.com/webhooks/shopify";
        var ours = Shop.Settings.PublicUrl;
        Shop.Settings.PublicUrl = Old;
        await Shop.ConnectAsync();
        Shop.Settings.PublicUrl = ours;

        await Shop.LookAsync();
        Assert.That(Shop.Shop.Deliveries.Subscriptions.GroupBy(s => s.Uri).Select(g => (g.Key, g.Count())), Is.EquivalentTo(new[] { (Old, 8), (ours!, 8) }));

        Shop.Lose(Every);
        Shop.Settings.PublicUrl = Old;
        await Shop.ConnectAsync();
        Shop.Settings.PublicUrl = ours;
        var moved = await Shop.ConnectAsync();

        Assert.That(moved.Topics.Select(t => t.Done), Is.All.EqualTo("moved"));
        Assert.That(Shop.Shop.Deliveries.Subscriptions.Select(s => s.Uri), Is.All.EqualTo(ours).And.Exactly(8).Items);
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

    [Test]
    public async Task What_others_made_is_left_alone_and_named()
    {
        var other = new Subscription(4711, "ORDERS_CREATE", "https://stock.example.com/hooks", Shop.Clock.GetUtcNow(), Shop.Clock.GetUtcNow());
        Shop.Shop.Deliveries.Keep(other);

        var report = await Shop.ConnectAsync();

        Assert.That(report.Others, Is.EqualTo(new[] { new OtherSubscription("ORDERS_CREATE", "https://stock.example.com/hooks") }));
        Assert.That(Shop.Shop.Deliveries.Subscriptions, Does.Contain(other));
    }
}
