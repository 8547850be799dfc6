using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;

namespace Delight.Receiver.Tests.Spooled;

/// <summary>A person's hand in the spool, alone and beside the drain.</summary>
public sealed class SpoolDeskTests : OnSpool
{
    [Test]
    public async Task What_is_replayed_is_handed_over_once_under_its_own_id_and_counted()
    {
        Bus.LetStand();
        var ids = await AppendAsync(200);

        await Desk.ReplayAsync(await ChooseAsync(), CancellationToken.None);
        await Desk.ReplayAsync(await ChooseAsync(), CancellationToken.None);

        Assert.That(Broker.Offered.Select(o => o.Id), Is.EquivalentTo(ids));
        Assert.That((Spool.Count, HandedOver), Is.EqualTo((0, 200)));
    }

    [Test]
    public async Task Where_nothing_goes_it_gives_up_and_all_of_it_still_waits()
    {
        Bus.LetStand();
        await AppendAsync(200);
        Refuse(_ => "Away.");

        var choice = await ChooseAsync();
        await Desk.ReplayAsync(choice, CancellationToken.None);

        Assert.That(Broker.Offered, Has.Count.LessThan(200));
        Assert.That((await View.ListAsync(choice, CancellationToken.None)).Select(g => (g.Cause, g.Deliveries)), Is.EqualTo(new[] { ("Away.", 200L) }));
        Assert.That((Spool.Count, HandedOver), Is.EqualTo((200, 0)));
    }

    [Test]
    public async Task Those_of_one_cause_are_replayed_and_no_others()
    {
        Bus.LetStand();
        await AppendAsync(4);
        Refuse(o => o.OrderId == Shop.OrderId(2) ? "Too large." : "The disk alarm is on.");
        await Desk.ReplayAsync(await ChooseAsync(), CancellationToken.None);
        Broker.Offered.Clear();

        Broker.WhenOffered = (_, _) => Task.CompletedTask;
        await Desk.ReplayAsync(await ChooseAsync(cause: "Too large."), CancellationToken.None);

        Assert.That(Broker.Offered.Select(o => ((OrderSeen)o.Message).OrderId), Is.EqualTo(new[] { Shop.OrderId(2) }));
    }

    [Test]
    public async Task Those_that_wait_for_the_common_cause_are_chosen_also_when_it_is_over_meanwhile()
    {
        await AppendAsync(3);
        var choice = await ChooseAsync(cause: "The bus is starting.");

        Bus.LetStand();
        await Desk.ReplayAsync(choice, CancellationToken.None);

        Assert.That(Spool.Count, Is.Zero);
    }

    [Test]
    public async Task Of_a_cause_that_none_has_none_is_chosen()
    {
        await AppendAsync(1);

        Assert.That(await View.CountAsync(await ChooseAsync(cause: "Bad weather."), CancellationToken.None), Is.Zero);
    }

    [Test]
    public async Task What_is_discarded_is_gone_was_offered_to_nobody_and_counts_as_handed_over_nowhere()
    {
        await AppendAsync(150);
        var other = await AppendAsync(1, Shop.OtherDomain);

        Assert.That(await Desk.DiscardAsync(await ChooseAsync(Shop.Domain), CancellationToken.None), Is.EqualTo(150));

        Assert.That((await Spool.ReadAsync(0, 500, CancellationToken.None)).Select(m => m.Id), Is.EqualTo(other));
        Assert.That((Spool.Count, HandedOver, Broker.Offered.Count), Is.EqualTo((1, 0, 0)));
    }

    [Test]
    public async Task What_came_later_is_not_meant()
    {
        await AppendAsync(1);
        var choice = await ChooseAsync();
        await AppendAsync(1);

        Assert.That(await Desk.DiscardAsync(choice, CancellationToken.None), Is.EqualTo(1));
        Assert.That(Spool.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task What_the_drain_has_in_hand_is_waited_for_and_not_discarded_when_it_went()
    {
        var offered = new TaskCompletionSource();
        var confirmed = new TaskCompletionSource();
        Broker.WhenOffered = (_, _) =>
        {
            offered.TrySetResult();
            return confirmed.Task;
        };
        await AppendAsync(1);
        Bus.LetStand();
        await Drain.StartAsync(CancellationToken.None);
        await offered.Task.WaitAsync(Limit.Patience);

        var discarding = Desk.DiscardAsync(await ChooseAsync(), CancellationToken.None);
        Assert.That(discarding.IsCompleted, Is.False);
        confirmed.SetResult();

        Assert.That((await discarding.WaitAsync(Limit.Patience), Spool.Count, HandedOver), Is.EqualTo((0, 0, 1)));
    }

    [Test]
    public async Task Beside_the_drain_each_is_handed_over_once_or_discarded_and_the_counts_are_right()
    {
        const int Number = 3000;
        for (var i = 0; i < Number / 100; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => AppendAsync(1)));
        }

        var failures = 0;
        Broker.WhenOffered = async (_, _) =>
        {
            await Task.Yield();
            if (Interlocked.Increment(ref failures) % 500 == 0)
            {
                throw new InvalidOperationException("Away for a moment.");
            }
        };
        var refused = 0;
        var accepted = new System.Collections.Concurrent.ConcurrentBag<Guid>();
        var offer = Broker.WhenOffered;
        Broker.WhenOffered = async (message, cancelled) =>
        {
            try
            {
                await offer(message, cancelled);
                accepted.Add(((OrderSeen)message).Delivery.Id);
            }
            catch (InvalidOperationException)
            {
                Interlocked.Increment(ref refused);
                throw;
            }
        };

        Bus.LetStand();
        await Drain.StartAsync(CancellationToken.None);
        var replaying = Desk.ReplayAsync(await ChooseAsync(), CancellationToken.None);
        var discarding = Desk.DiscardAsync(await ChooseAsync(), CancellationToken.None);
        await Task.WhenAll(replaying, discarding);
        await Limit.UntilAsync(() => Spool.Count == 0, "the spool is empty");

        var discarded = await discarding;
        Assert.That(accepted, Is.Unique);
        Assert.That((accepted.Count + discarded, HandedOver), Is.EqualTo((Number, accepted.Count)));
        Assert.That(await Spool.ReadAsync(0, 10, CancellationToken.None), Is.Empty);
        TestContext.Out.WriteLine($"Handed over {accepted.Count}, discarded {discarded}, refused for a moment {refused}.");
    }

    [Test]
    public async Task What_a_replay_left_behind_is_the_drains_again()
    {
        Bus.LetStand();
        await Drain.StartAsync(CancellationToken.None);
        var refusals = 0;
        Refuse(_ => Interlocked.Increment(ref refusals) <= 2 ? "Away." : null);
        await AppendAsync(1);

        await Desk.ReplayAsync(await ChooseAsync(), CancellationToken.None);
        await Limit.UntilAsync(() => Spool.Count == 0, "the spool is empty");

        Assert.That(HandedOver, Is.EqualTo(1));
    }
}
