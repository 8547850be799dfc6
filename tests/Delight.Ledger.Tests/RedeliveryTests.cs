using Delight.Contracts;
using Delight.Ledger.Standing;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Work;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Delight.Ledger.Tests;

/// <summary>A crash between commit and publish loses nothing: what is owed is published until it is answered.</summary>
public class RedeliveryTests(StoreKind kind) : OnEachLedger(kind)
{
    [Test]
    public async Task What_a_delivery_moved_is_found_again_until_it_is_answered()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(3));
        var late = Shop.Order(2);
        var moved = await EnterAsync(late);

        Assert.That(await OwedByAsync(late), Is.EquivalentTo(moved));

        await WriteAsync(s => s.SettleAsync([.. moved.Select(Answer)]));
        Assert.That(await OwedByAsync(late), Is.Empty);
    }

    [Test]
    public async Task What_a_later_delivery_moved_is_its_own_to_publish()
    {
        var (first, second) = (Shop.Order(2), Shop.Order(1));
        await EnterAsync(first);
        var moved = await EnterAsync(second);

        Assert.That(await OwedByAsync(first), Is.Empty);
        Assert.That(await OwedByAsync(second), Is.EquivalentTo(moved));
    }

    [Test]
    public async Task What_a_delivery_did_not_move_it_need_not_publish()
    {
        var order = Shop.Order(1);
        await EnterAsync(order);
        var again = order.Again();
        await EnterAsync(again);

        Assert.That(await OwedByAsync(again), Is.Empty);
        Assert.That(await OwedByAsync(order), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_a_rule_gave_up_is_not_published_again()
    {
        var order = Shop.Order(1);
        var moved = await EnterAsync(order);

        await WriteAsync(s => s.GiveUpAsync([.. moved.Select(Answer)]));

        Assert.That(await OwedByAsync(order), Is.Empty);
    }

    [Test]
    public async Task The_same_message_delivered_again_by_the_broker_is_counted_once()
    {
        var order = Shop.Order(1);
        await EnterAsync(order, order, order);

        Assert.That((await ReadAsync(s => s.SumsAsync()))["deliveries/accepted"], Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_message_twice_in_one_transaction_is_counted_once()
    {
        var store = new HeldStore(Store);
        var book = OpenBook(store);
        var order = Shop.Order(2);
        var first = book.EnterAsync(Shop.Order(1), CancellationToken.None);
        await store.FirstHasCome.WaitAsync(Limit.Patience);
        Task[] twice = [book.EnterAsync(order, CancellationToken.None), book.EnterAsync(order, CancellationToken.None)];

        store.LetGo();
        await Task.WhenAll([first, .. twice]);

        var sums = await ReadAsync(s => s.SumsAsync());
        Assert.That((sums["deliveries/accepted"], sums[Intake.TakenFrom(Shop.Receiver)]), Is.EqualTo((2, 2)));
    }

    [Test]
    public async Task What_an_attempt_wrote_and_failed_to_publish_the_next_attempt_publishes()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(3));
        var attempts = 0;
        var services = new ServiceCollection().AddSingleton(Book).AddSingleton(new OwedRankings(Store));
        await using var bus = await TestBus.StartAsync(services, b => b.AddConsumer<OrderSeenConsumer>());
        bus.FailPublishing(message => message is OrderRanked && Interlocked.Increment(ref attempts) == 1);

        await bus.Bus.Publish(Shop.Order(2));
        await bus.ConsumedAsync<OrderSeen>();

        var published = bus.Published<OrderRanked>();
        Assert.That(published.Select(p => (p.Message.OrderId, p.Message.Ordinal)), Is.EquivalentTo(new[] { (Shop.OrderId(2), (int?)2), (Shop.OrderId(3), 3) }));
        Assert.That(published.Select(p => p.Id), Is.EqualTo(published.Select(p => (Guid?)Contracts.MessageId.Of(p.Message))));
    }

    [Test]
    public async Task After_a_crash_of_the_one_process_everything_owed_is_published_at_start()
    {
        await EnterAsync(Enumerable.Range(1, 450).Select(n => Shop.Order(n, customer: n)));
        await WriteAsync(s => s.SettleAsync([Answer(Shop.Ranked(7))]));
        var bus = new PretendBroker(outlives: false);

        await StartAsync(bus);

        Assert.That(bus.Offered.Select(o => ((OrderRanked)o.Message).OrderId).Order(), Is.EqualTo(Enumerable.Range(1, 450).Where(n => n != 7).Select(Shop.OrderId)));
        Assert.That(bus.Offered.Select(o => o.Id), Is.EqualTo(bus.Offered.Select(o => Contracts.MessageId.Of((OrderRanked)o.Message))));
    }

    [Test]
    public async Task A_broker_that_outlives_the_process_needs_no_help_at_start()
    {
        await EnterAsync(Shop.Order(1));
        var broker = new PretendBroker(outlives: true);

        await StartAsync(broker);

        Assert.That(broker.Offered, Is.Empty);
    }

    [Test]
    public async Task A_failure_at_start_is_said_and_tried_again()
    {
        await EnterAsync(Shop.Order(1));
        var refusals = 1;
        var bus = new PretendBroker(outlives: false)
        {
            WhenOffered = (_, _) => Interlocked.Decrement(ref refusals) >= 0 ? throw new IOException("The disk is full.") : Task.CompletedTask,
        };
        var clock = new StandingClock();
        var log = new Logbook<RankingsOwedAtStart>();
        var state = new BusState();
        using var atStart = new RankingsOwedAtStart(new OwedRankings(Store), bus, state, clock, log);
        state.LetStand();
        await atStart.StartAsync(CancellationToken.None);
        await clock.SomebodyWaitsAsync();

        clock.Advance(TimeSpan.FromSeconds(5));
        await atStart.ExecuteTask!.WaitAsync(Limit.Patience);

        Assert.That(bus.Offered, Has.Count.EqualTo(2));
        Assert.That(log.Lines, Is.EqualTo(new[] { "The rankings still owed from before the start could not be published: The disk is full. Trying again every five seconds." }));
    }

    private static WorkItem Answer(OrderRanked order) =>
        new() { Shop = order.Shop, SubjectId = order.OrderId, Worker = Queue, Version = order.Version, Cause = "" };

    private async Task StartAsync(PretendBroker bus)
    {
        var state = new BusState();
        using var atStart = new RankingsOwedAtStart(new OwedRankings(Store), bus, state, TimeProvider.System, NullLogger<RankingsOwedAtStart>.Instance);
        await atStart.StartAsync(CancellationToken.None);
        Assert.That(bus.Offered, Is.Empty);
        state.LetStand();
        await atStart.ExecuteTask!.WaitAsync(Limit.Patience);
    }

    private Task<IReadOnlyList<OrderRanked>> OwedByAsync(OrderSeen order) => new OwedRankings(Store).CausedByAsync(order.Delivery.Id, CancellationToken.None);
}
