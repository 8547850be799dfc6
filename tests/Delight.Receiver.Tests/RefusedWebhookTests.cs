using System.Text;
using Delight.ObjectMother;
using Delight.Platform.Work;

namespace Delight.Receiver.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RefusedWebhookTests : IAsyncDisposable
{
    private readonly Door _door = new();

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Test]
    public async Task What_nobody_can_keep_is_answered_503_and_asked_for_again()
    {
        _door.BrokerIsAway();
        await _door.SpoolCannotBeWritten();

        var answer = await _door.PostAsync(Door.Order);

        Assert.That((answer.Status, answer.RetryAfter), Is.EqualTo((503, "5")));
        Assert.That(answer.Says, Is.EqualTo("The delivery could not be kept. Please send it again."));
        Assert.That(_door.Refused, Is.EqualTo(1));
    }

    [Test]
    public async Task A_wrong_signature_is_answered_401_and_counted()
    {
        var answer = await _door.PostAsync(Door.Order, signature: Door.Sign(Door.Order, "another-secret"));

        Assert.That((answer.Status, answer.Says), Is.EqualTo((401, "The signature does not fit a shop known here.")));
        Assert.That((_door.Kept.Count, _door.Refused), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Whose_signature_fitted_or_not_is_remembered_of_known_shops_but_not_of_our_own_test_deliveries()
    {
        await _door.PostAsync(Door.Order, TestDelivery.Topic);
        await _door.PostAsync(Door.Order, TestDelivery.Topic, signature: "x");
        await _door.PostAsync(Door.Order, signature: "x", shop: Shop.OtherDomain);
        Assert.That(_door.Counts.Signatures.All, Is.Empty);

        await _door.PostAsync(Door.Order, signature: "x", shop: " " + Shop.Domain.ToUpperInvariant());
        Assert.That(_door.Counts.Signatures.All, Is.EqualTo(new[] { new ShopSignatures(Shop.Domain, null, _door.Clock.GetUtcNow()) }));

        var refused = _door.Clock.GetUtcNow();
        _door.Clock.Advance(TimeSpan.FromMinutes(1));
        await _door.PostAsync(Door.Order, "refunds/create");
        Assert.That(_door.Counts.Signatures.All, Is.EqualTo(new[] { new ShopSignatures(Shop.Domain, _door.Clock.GetUtcNow(), refused) }));
    }

    [Test]
    public async Task So_is_a_missing_signature() => Assert.That((await _door.PostAsync(Door.Order, signature: "")).Status, Is.EqualTo(401));

    [Test]
    public async Task So_is_an_unknown_shop() => Assert.That((await _door.PostAsync(Door.Order, shop: Shop.OtherDomain)).Status, Is.EqualTo(401));

    [Test]
    public async Task The_signature_is_of_the_raw_bytes()
    {
        var spaced = Encoding.UTF8.GetBytes(" " + Encoding.UTF8.GetString(Door.Order) + "\n");

        Assert.That((await _door.PostAsync(spaced)).Status, Is.EqualTo(200));
        Assert.That((await _door.PostAsync(spaced, signature: Door.Sign(Door.Order))).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task A_topic_of_no_interest_must_be_signed_too() =>
        Assert.That((await _door.PostAsync(Door.Order, "refunds/create", signature: "x")).Status, Is.EqualTo(401));

    [TestCase(true)]
    [TestCase(false)]
    public async Task More_than_5_MiB_are_answered_413_whether_announced_or_not(bool announced)
    {
        var answer = await _door.PostAsync(new byte[(5 * 1024 * 1024) + 1], announced: announced);

        Assert.That((answer.Status, answer.Says), Is.EqualTo((413, "A webhook's body may have 5 MiB.")));
        Assert.That((_door.Kept.Count, _door.Refused), Is.EqualTo((0, 1)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Exactly_5_MiB_are_taken(bool announced) =>
        Assert.That((await _door.PostAsync(new byte[5 * 1024 * 1024], announced: announced)).Status, Is.EqualTo(200));
}
