using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Resilience;
using Delight.Platform.Store;
using Delight.Receiver.Keeping;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Tests.Keeping;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KeeperTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandingClock _clock = new();
    private readonly PretendBroker _broker = new();
    private readonly Logbook<Keeper> _log = new();
    private readonly Spool _spool;
    private readonly IntakeCounts _counts;
    private readonly Keeper _keeper;

    public KeeperTests()
    {
        _spool = new Spool(Options.Create(new SpoolSettings { Path = _folder.File("folder/spool.db") }));
        _counts = new IntakeCounts(_spool, _clock);
        _keeper = new Keeper(_broker, _spool, _counts, new ResilienceFactory(_clock), _log);
    }

    public async ValueTask DisposeAsync()
    {
        await _spool.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task What_the_broker_confirms_is_kept_and_not_spooled()
    {
        var order = Shop.Order();

        Assert.That(await _keeper.KeepAsync(order, order.Delivery.Id), Is.True);

        Assert.That(_broker.Offered, Is.EqualTo(new[] { ((object)order, order.Delivery.Id) }));
        Assert.That((_spool.Count, _counts.Report(stopped: false).HandedOver.Values.Sum()), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task What_the_broker_refuses_is_spooled()
    {
        _broker.WhenOffered = (_, _) => throw new InvalidOperationException("The disk alarm is on.");

        Assert.That(await KeepAsync(), Is.True);

        Assert.That((_spool.Count, _counts.Report(stopped: false).HandedOver.Values.Sum()), Is.EqualTo((1, 0)));
        Assert.That(_log.Lines, Is.EqualTo(new[] { "The broker would not take a delivery (The disk alarm is on.); it is kept in the spool." }));
    }

    [Test]
    public async Task A_broker_that_hangs_is_given_a_second()
    {
        _broker.WhenOffered = (_, cancelled) => new TaskCompletionSource().Task.WaitAsync(cancelled);

        var kept = KeepAsync();
        await _clock.SomebodyWaitsAsync();
        Assert.That(kept.IsCompleted, Is.False);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await kept.WaitAsync(Limit.Patience), Is.True);
        Assert.That(_spool.Count, Is.EqualTo(1));
        Assert.That(_log.Lines, Is.EqualTo(new[] { "The broker would not take a delivery (it did not confirm in time); it is kept in the spool." }));
    }

    [Test]
    public async Task A_broker_that_stays_away_is_left_alone_for_a_while_and_then_asked_again()
    {
        _broker.WhenOffered = (_, _) => throw new InvalidOperationException("Away.");
        for (var i = 0; i < 20; i++)
        {
            Assert.That(await KeepAsync(), Is.True);
        }

        var asked = _broker.Offered.Count;
        Assert.That(asked, Is.LessThan(20));

        _broker.WhenOffered = (_, _) => Task.CompletedTask;
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.That(await KeepAsync(), Is.True);

        Assert.That((_broker.Offered.Count, _spool.Count), Is.EqualTo((asked + 1, 20)));
    }

    [Test]
    public async Task Inside_one_process_everything_is_spooled_first()
    {
        var bus = new PretendBroker(outlives: false);
        var keeper = new Keeper(bus, _spool, _counts, new ResilienceFactory(_clock), _log);

        Assert.That(await keeper.KeepAsync(Shop.Order(), Guid.NewGuid()), Is.True);

        Assert.That((bus.Offered.Count, _spool.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task What_nobody_can_keep_is_not_kept_and_operations_are_told_why()
    {
        _broker.WhenOffered = (_, _) => throw new InvalidOperationException("Away.");
        await File.WriteAllTextAsync(_folder.File("folder"), "in the way");

        Assert.That(await KeepAsync(), Is.False);

        Assert.That(_log.Lines[^1], Does.StartWith("A delivery could not be kept and was answered 503. The spool: ").And.Contains(_folder.File("folder")));
    }

    [Test]
    public async Task A_disk_that_hangs_is_given_what_is_left_of_two_seconds()
    {
        _broker.WhenOffered = (_, cancelled) => new TaskCompletionSource().Task.WaitAsync(cancelled);
        await using var file = FileStore.Open(_folder.File("slow.db"), mostMegabytes: 10, "");
        var disk = new HeldStore(file);
        await using var spool = new Spool(Options.Create(new SpoolSettings { Path = _folder.File("slow.db") }), disk);
        var keeper = new Keeper(_broker, spool, _counts, new ResilienceFactory(_clock), _log);

        var kept = keeper.KeepAsync(Shop.Order(), Guid.NewGuid());
        await _clock.SomebodyWaitsAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await disk.FirstHasCome.WaitAsync(Limit.Patience);
        Assert.That(kept.IsCompleted, Is.False);
        _clock.Advance(TimeSpan.FromSeconds(0.9));

        Assert.That(await kept.WaitAsync(Limit.Patience), Is.False);
        Assert.That(_log.Lines[^1], Is.EqualTo($"A delivery could not be kept and was answered 503. The spool: the disk did not write to {_folder.File("slow.db")} in time."));

        disk.LetGo();
        await Limit.UntilAsync(() => spool.Count == 1, "what was on its way lies there and is counted");
    }

    [Test]
    public async Task The_log_names_nobody()
    {
        _broker.WhenOffered = (_, _) => throw new InvalidOperationException("Away.");

        await _keeper.KeepAsync(Shop.Order() with { CustomerFirstName = "Swordfish" }, Guid.NewGuid());

        Assert.That(_log.Lines, Is.Not.Empty.And.None.Contains("Swordfish"));
    }

    private Task<bool> KeepAsync() => _keeper.KeepAsync<OrderSeen>(Shop.Order(), Guid.NewGuid());
}
