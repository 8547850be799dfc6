using System.Text;
using Delight.Contracts;
using Delight.ObjectMother;

namespace Delight.Receiver.Tests;

/// <summary>Authentic and of no use: a refusal would only bring it again.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class QuarantinedWebhookTests : IAsyncDisposable
{
    private readonly Door _door = new();

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [TestCase("not even JSON", "The body cannot be read as an order: at $, line 1, byte 1.")]
    [TestCase("""{"id":-1,"created_at":"2026-11-20T10:15:30Z"}""", "The order's id -1 is not a positive number.")]
    public async Task What_is_authentic_and_invalid_is_quarantined_whole_with_its_reasons_and_answered_200(string body, string reason)
    {
        var bytes = Encoding.UTF8.GetBytes(body);

        Assert.That((await _door.PostAsync(bytes)).Status, Is.EqualTo(200));

        var quarantined = (DeliveryQuarantined)_door.Kept.Single();
        Assert.That((quarantined.Shop, quarantined.Delivery.Topic, quarantined.Reasons.Single()), Is.EqualTo((Shop.Domain, "orders/create", reason)));
        Assert.That(quarantined.Body, Is.EqualTo(bytes));
    }

    [Test]
    public async Task An_empty_body_is_quarantined()
    {
        Assert.That((await _door.PostAsync([])).Status, Is.EqualTo(200));
        Assert.That(_door.Kept.Single(), Is.TypeOf<DeliveryQuarantined>());
    }

    [Test]
    public async Task A_delivery_without_a_topic_is_quarantined()
    {
        Assert.That((await _door.PostAsync(Door.Order, topic: "")).Status, Is.EqualTo(200));
        Assert.That(((DeliveryQuarantined)_door.Kept.Single()).Reasons, Is.EqualTo(new[] { "The header X-Shopify-Topic is missing." }));
    }

    [TestCase("Orders/Create")]
    [TestCase("ORDERS/CREATE ")]
    [TestCase("orders/create,orders/create")]
    public async Task A_topic_counts_however_it_is_written(string topic)
    {
        Assert.That((await _door.PostAsync(Door.Order, topic)).Status, Is.EqualTo(200));
        Assert.That(((OrderSeen)_door.Kept.Single()).Delivery.Topic, Is.EqualTo("orders/create"));
    }

    [Test]
    public async Task A_delivery_of_several_topics_is_quarantined()
    {
        Assert.That((await _door.PostAsync(Door.Order, topic: "orders/create,shop/update")).Status, Is.EqualTo(200));
        Assert.That(((DeliveryQuarantined)_door.Kept.Single()).Reasons, Is.EqualTo(new[] { "The header X-Shopify-Topic names several topics: orders/create,shop/update." }));
    }

    [TestCase("shop/update,themes/create")]
    [TestCase(",")]
    [TestCase("orders/created")]
    public async Task Topics_of_no_interest_are_of_none(string topic)
    {
        Assert.That((await _door.PostAsync(Door.Order, topic)).Status, Is.EqualTo(200));
        Assert.That(_door.Kept, Is.Empty);
    }

    [Test]
    public async Task What_is_quarantined_and_not_kept_is_answered_503_like_anything_else()
    {
        _door.BrokerIsAway();
        await _door.SpoolCannotBeWritten();

        Assert.That((await _door.PostAsync([])).Status, Is.EqualTo(503));
    }
}
