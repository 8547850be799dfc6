using Delight.Shopify.Documents;
using Delight.Shopify.Subscriptions;

namespace Delight.Shopify.Tests.Subscriptions;

/// <summary>Which of an app's subscriptions bring a topic to us, and which are nobody's business here.</summary>
internal sealed class FoundSubscriptionsTests
{
    private static readonly Uri Ours = new("https://delight.example.com/webhooks/shopify");

    [Test]
    public void What_the_receiver_takes_is_wanted() => Assert.That(WantedTopic.All.Select(t => t.InCapitals), Is.EqualTo(new[]
    {
        "ORDERS_CREATE", "ORDERS_UPDATED", "ORDERS_PAID", "ORDERS_CANCELLED", "ORDERS_FULFILLED", "ORDERS_PARTIALLY_FULFILLED", "CUSTOMERS_MERGE", "APP_UNINSTALLED",
    }));

    [Test]
    public void Nothing_made_is_all_missing() => Assert.That(Find().Topics.Select(t => t.Standing), Is.All.EqualTo(Standing.Missing).And.Exactly(8).Items);

    [TestCase("https://delight.example.com/webhooks/shopify")]
    [TestCase("https://DELIGHT.example.com:443/webhooks/shopify")]
    public void One_to_our_address_is_there(string address) => Assert.That(OfCreate(Made(address)).Standing, Is.EqualTo(Standing.There));

    [Test]
    public void One_to_another_receiver_is_elsewhere() => Assert.That(OfCreate(Made("https://old.example.com/webhooks/shopify")).Standing, Is.EqualTo(Standing.Elsewhere));

    [TestCase("https://other.example.com/hooks")]
    [TestCase("pubsub://project:topic")]
    [TestCase("arn:aws:events:eu-west-1::event-source/aws.partner/shopify.com/1/webhooks/shopify")]
    public void One_to_something_else_is_left_alone(string address)
    {
        var found = Find(Made(address));

        Assert.That(found.Topics[0].Standing, Is.EqualTo(Standing.Missing));
        Assert.That(found.Others.Select(o => o.Uri), Is.EqualTo(new[] { address }));
    }

    [Test]
    public void Beside_ours_another_receivers_is_left_alone()
    {
        var found = Find(Made("https://old.example.com/webhooks/shopify"), Made(Ours.AbsoluteUri));

        Assert.That(found.Topics[0].Standing, Is.EqualTo(Standing.There));
        Assert.That(found.Others, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_topic_that_nobody_wants_is_left_alone() => Assert.That(Find(Made(Ours.AbsoluteUri) with { Topic = "PRODUCTS_UPDATE" }).Others, Has.Count.EqualTo(1));

    [Test]
    public void What_does_not_come_whole_and_as_JSON_is_altered()
    {
        var made = Made(Ours.AbsoluteUri);

        Assert.That(
            new[] { made with { Format = "XML" }, made with { Filter = "total_price:>100" }, made with { IncludeFields = ["id"] } }.Select(m => OfCreate(m).Standing),
            Is.All.EqualTo(Standing.Altered));
    }

    private static FoundTopic OfCreate(WebhookSubscriptions.Subscription made) => Find(made).Topics[0];

    private static FoundSubscriptions Find(params WebhookSubscriptions.Subscription[] made) => FoundSubscriptions.Of(made, Ours);

    private static WebhookSubscriptions.Subscription Made(string address) =>
        new($"gid://shopify/WebhookSubscription/{address.Length}", "ORDERS_CREATE", address, "JSON", null, [], new WebhookSubscriptions.Version("2026-01"));
}
