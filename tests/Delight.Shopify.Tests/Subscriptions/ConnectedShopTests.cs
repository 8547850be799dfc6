using Delight.FakeShops;
using Delight.ObjectMother.Stores;
using Delight.Shopify.Subscriptions;

namespace Delight.Shopify.Tests.Subscriptions;

/// <summary>Whoever connects a shop has every topic come here, once, and takes nothing of others.</summary>
internal sealed class ConnectedShopTests(StoreKind kind) : OnWatchedShop(kind)
{
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
    public async Task An_answer_that_got_lost_makes_no_second_one()
    {
        Shop.Shop.Faults.Add(FaultKind.CutAfter, times: 1, operation: Create);

        await Shop.ConnectAsync();

        Assert.That(Shop.Topics, Is.EqualTo(Every));
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

        Shop.Lose([.. Every]);
        Shop.Settings.PublicUrl = Old;
        await Shop.ConnectAsync();
        Shop.Settings.PublicUrl = ours;
        var moved = await Shop.ConnectAsync();

        Assert.That(moved.Topics.Select(t => t.Done), Is.All.EqualTo("moved"));
        Assert.That(Shop.Shop.Deliveries.Subscriptions.Select(s => s.Uri), Is.All.EqualTo(ours).And.Exactly(8).Items);
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
