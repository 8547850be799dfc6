using Delight.Contracts;
using Delight.ObjectMother;

namespace Delight.Receiver.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KeptWebhookTests : IAsyncDisposable
{
    private readonly Door _door = new();

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [TestCase("orders/create")]
    [TestCase("orders/updated")]
    [TestCase("orders/paid")]
    [TestCase("orders/cancelled")]
    [TestCase("orders/fulfilled")]
    public async Task A_signed_order_is_kept_and_answered_200(string topic)
    {
        var answer = await _door.PostAsync(Door.Order, topic);

        var order = (OrderSeen)_door.Kept.Single();
        Assert.That((answer.Status, order.OrderId, order.Shop, order.Delivery.Topic), Is.EqualTo((200, 820_982_911_946_154_508, Shop.Domain, topic)));
        Assert.That((order.Delivery.ReceivedAt, order.Delivery.Receiver), Is.EqualTo((_door.Clock.GetUtcNow(), _door.Counts.Receiver)));
    }

    [Test]
    public async Task The_message_has_the_id_of_its_delivery_and_each_delivery_its_own()
    {
        await _door.PostAsync(Door.Order);
        await _door.PostAsync(Door.Order);

        Assert.That(_door.Broker.Offered.Select(o => o.Id), Is.EqualTo(_door.Kept.Cast<OrderSeen>().Select(o => o.Delivery.Id)));
        Assert.That(_door.Broker.Offered.Select(o => o.Id), Is.Unique);
    }

    [Test]
    public async Task There_is_no_200_before_it_is_kept()
    {
        var confirmed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _door.Broker.WhenOffered = (_, _) => confirmed.Task;

        var answer = _door.PostAsync(Door.Order);
        await Limit.UntilAsync(() => !_door.Broker.Offered.IsEmpty, "it is offered");
        Assert.That(answer.IsCompleted, Is.False);
        confirmed.SetResult();

        Assert.That((await answer.WaitAsync(Limit.Patience)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task While_the_broker_is_away_it_is_spooled_and_answered_200()
    {
        _door.BrokerIsAway();

        Assert.That((await _door.PostAsync(Door.Order)).Status, Is.EqualTo(200));

        Assert.That(_door.Spool.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task While_the_broker_hangs_it_is_spooled_and_answered_200_well_within_the_shops_patience()
    {
        _door.Broker.WhenOffered = (_, cancelled) => new TaskCompletionSource().Task.WaitAsync(cancelled);

        var answer = _door.PostAsync(Door.Order);
        await _door.Clock.SomebodyWaitsAsync();
        _door.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.That((await answer.WaitAsync(Limit.Patience)).Status, Is.EqualTo(200));
        Assert.That(_door.Spool.Count, Is.EqualTo(1));
    }

    [TestCase("refunds/create")]
    [TestCase("orders/edited")]
    public async Task A_topic_of_no_interest_is_answered_200_and_counted(string topic)
    {
        Assert.That((await _door.PostAsync("not even JSON"u8.ToArray(), topic)).Status, Is.EqualTo(200));

        Assert.That((_door.Kept.Count, _door.Spool.Count, _door.Counts.Report(stopped: false).Ignored, _door.Refused), Is.EqualTo((0, 0, 1, 0)));
    }

    [Test]
    public async Task A_burst_is_kept_to_the_last_one()
    {
        _door.BrokerIsAway();

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(() => _door.PostAsync(Door.Order))));

        Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(200));
        Assert.That(_door.Spool.Count, Is.EqualTo(500));
    }
}
