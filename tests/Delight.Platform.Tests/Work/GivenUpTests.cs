using System.Text;
using System.Text.Json;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Failures;
using Delight.Platform.Work;

namespace Delight.Platform.Tests.Work;

/// <summary>Nobody waits for what was given up or discarded, and everybody for what a person gave back.</summary>
public class GivenUpTests(StoreKind kind) : OnPendingWork(kind)
{
    private static readonly OrderSeen Order = Shop.Order(1);

    [SetUp]
    public Task OneIsOnItsWay() => ReportAsync(Stopped with { HandedOver = new Dictionary<string, long> { [Idle.Receiver] = 1 } });

    [Test]
    public async Task What_is_given_up_is_not_pending_however_often_that_is_said()
    {
        await GiveUpAsync(isTaken: false);
        await GiveUpAsync(isTaken: false);

        Assert.That(await PendingAsync(), Is.Zero);
        Assert.That(await TakenAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Taken_up_again_it_is_pending_until_it_is_taken_in()
    {
        await GiveUpAsync(isTaken: false);
        await GiveBackAsync("ledger", new { Order.Delivery });
        var meanwhile = await PendingAsync();

        await WriteAsync(s => s.CountAsync([("", Intake.TakenFrom(Idle.Receiver), 1)]));

        Assert.That((meanwhile, await PendingAsync(), await TakenAsync()), Is.EqualTo((1, 0, 1)));
    }

    [Test]
    public async Task What_was_taken_in_before_it_was_given_up_is_counted_once()
    {
        await WriteAsync(s => s.CountAsync([("", Intake.TakenFrom(Idle.Receiver), 1)]));
        await GiveUpAsync(isTaken: true);
        await GiveBackAsync("ledger", new { Order.Delivery });

        Assert.That(await TakenAsync(), Is.EqualTo(1));
    }

    [TestCase("ledger")]
    [TestCase("quarantine")]
    [TestCase("privacy")]
    [TestCase("merges")]
    public async Task What_waited_and_is_discarded_is_not_pending(string queue)
    {
        await Reckoning.DiscardAsync(Store, [Failed(queue, new { Order.Delivery })], CancellationToken.None);

        Assert.That(await PendingAsync(), Is.Zero);
    }

    [Test]
    public async Task What_a_rule_gave_up_is_owed_again_when_it_is_given_back()
    {
        await WriteAsync(s => s.CountAsync([("", Intake.TakenFrom(Idle.Receiver), 1)]));
        var ranked = Shop.Ranked(1);
        var owed = new WorkItem { Shop = ranked.Shop, SubjectId = ranked.OrderId, Worker = Queue, Version = ranked.Version, Cause = "delivery" };
        await WriteAsync(s => s.OweAsync([owed]));
        await WriteAsync(s => s.GiveUpAsync([owed]));

        await GiveBackAsync(Queue, ranked);
        var meanwhile = await PendingAsync();
        await Reckoning.DiscardAsync(Store, [Failed(Queue, ranked)], CancellationToken.None);

        Assert.That((meanwhile, await PendingAsync()), Is.EqualTo((1, 0)));
    }

    [TestCase("no JSON")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"message":{"delivery":{}}}""")]
    [TestCase("""{"message":7}""")]
    public async Task What_nobody_can_read_changes_nothing(string body)
    {
        await Reckoning.DiscardAsync(Store, [new FailedMessage("ledger", "", default, "", Encoding.UTF8.GetBytes(body))], CancellationToken.None);
        await Reckoning.GiveBackAsync(Store, [new FailedMessage(Queue, "", default, "", Encoding.UTF8.GetBytes(body))], CancellationToken.None);

        Assert.That(await PendingAsync(), Is.EqualTo(1));
    }

    private static FailedMessage Failed(string queue, object message) => new(queue, Guid.NewGuid().ToString(), default, "",
        JsonSerializer.SerializeToUtf8Bytes(new { message }, MassTransit.Serialization.SystemTextJsonMessageSerializer.Options));

    private Task GiveUpAsync(bool isTaken) => WriteAsync(s => s.GiveUpAsync(Order.Delivery, isTaken));

    private Task GiveBackAsync(string queue, object message) => Reckoning.GiveBackAsync(Store, [Failed(queue, message)], CancellationToken.None);

    private async Task<long> TakenAsync() => (await ReadAsync(s => s.SumsAsync())).GetValueOrDefault(Intake.TakenFrom(Idle.Receiver));
}
