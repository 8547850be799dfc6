using System.Collections.Concurrent;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.Platform.Bus;
using Delight.Receiver.Keeping;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Tests.Keeping;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SpoolDrainTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandingClock _clock = new();
    private readonly PretendBroker _broker = new();
    private readonly BusState _bus = new();
    private readonly Logbook<SpoolDrain> _log = new();
    private readonly Spool _spool;
    private readonly IntakeCounts _counts;
    private readonly SpoolDrain _drain;

    public SpoolDrainTests()
    {
        _spool = new Spool(Options.Create(new SpoolSettings { Path = _folder.File("spool.db") }));
        _counts = new IntakeCounts(_spool, _clock);
        var causes = new WaitingCauses(_bus);
        _drain = new SpoolDrain(_spool, new SpoolHandover(_spool, _broker, _bus, _counts, causes, _clock), _bus, causes, _clock, _log);
    }

    public async ValueTask DisposeAsync()
    {
        await _drain.StopAsync(CancellationToken.None);
        _drain.Dispose();
        await _spool.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task What_is_spooled_is_handed_over_oldest_first_under_its_own_id_and_forgotten()
    {
        var ids = await AppendAsync(20);

        await StartAsync();
        await EmptyAsync();

        Assert.That(_broker.Offered.Select(o => o.Id), Is.EqualTo(ids));
        Assert.That(_counts.Report(stopped: false).HandedOver, Is.EqualTo(new Dictionary<string, long> { [Shop.Receiver] = 20 }));
    }

    [Test]
    public async Task More_than_a_page_is_handed_over()
    {
        var ids = await AppendAsync(1200);

        await StartAsync();
        await EmptyAsync();

        Assert.That(_broker.Offered.Select(o => o.Id), Is.EqualTo(ids));
    }

    [Test]
    public async Task A_quarantined_delivery_is_handed_over_as_what_it_is()
    {
        await _spool.AppendAsync(new DeliveryQuarantined { Shop = Shop.Domain, Reasons = ["No id."], Body = [1], Delivery = Shop.Delivery() }, Guid.NewGuid());

        await StartAsync();
        await EmptyAsync();

        Assert.That(_broker.Offered.Single().Message, Is.TypeOf<DeliveryQuarantined>());
    }

    [Test]
    public async Task Large_ones_are_handed_over_one_at_a_time()
    {
        var (now, most) = (0, 0);
        _broker.WhenOffered = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
        };
        for (var number = 0; number < 3; number++)
        {
            await _spool.AppendAsync(new DeliveryQuarantined { Shop = Shop.Domain, Reasons = ["No id."], Body = new byte[2 * 1024 * 1024], Delivery = Shop.Delivery() }, Guid.NewGuid());
        }

        await StartAsync();
        await EmptyAsync();

        Assert.That((_broker.Offered.Count, most), Is.EqualTo((3, 1)));
    }

    [TestCase("OrderSeen", "not json")]
    [TestCase("OrderSeen", "{}")]
    [TestCase("OrderOfTomorrow", "{}")]
    public async Task What_cannot_be_read_is_set_aside_and_stops_nothing(string kind, string body)
    {
        var ids = await AppendAsync(1);
        await using (var disk = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_folder.File("spool.db")}"))
        {
            await disk.OpenAsync();
            await using var command = disk.CreateCommand();
            command.CommandText = $"update spool set kind = '{kind}', body = cast('{body}' as blob)";
            await command.ExecuteNonQueryAsync();
        }

        ids = [.. ids, .. await AppendAsync(1)];
        await StartAsync();

        await EmptyAsync();
        var aside = (DeliveryQuarantined)_broker.Offered.Single(o => o.Id == ids[0]).Message;
        Assert.That(aside.Reasons.Single(), Does.StartWith($"The spool held a message of the kind {kind} that could not be read: "));
        Assert.That(aside.Body, Is.EqualTo(System.Text.Encoding.UTF8.GetBytes(body)));
        Assert.That(_broker.Offered.Single(o => o.Id == ids[1]).Message, Is.TypeOf<OrderSeen>());
    }

    [Test]
    public async Task What_arrives_meanwhile_is_handed_over_too()
    {
        await AppendAsync(1);
        await StartAsync();
        await EmptyAsync();

        await AppendAsync(1);
        await EmptyAsync();

        Assert.That(_broker.Offered, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Before_the_bus_stands_nothing_is_handed_over()
    {
        await AppendAsync(1);

        await _drain.StartAsync(CancellationToken.None);
        Assert.That(_broker.Offered, Is.Empty);
        _bus.LetStand();
        await EmptyAsync();

        Assert.That(_broker.Offered, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_the_broker_refuses_stays_spooled_and_is_offered_again()
    {
        var ids = await AppendAsync(5);
        var refused = 0;
        _broker.WhenOffered = (message, _) => ((OrderSeen)message).OrderId == Shop.OrderId(2) && Interlocked.Increment(ref refused) == 1
            ? throw new InvalidOperationException("The disk alarm is on.")
            : Task.CompletedTask;

        await StartAsync();
        await _clock.SomebodyWaitsAsync();
        Assert.That(_spool.Count, Is.EqualTo(1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await EmptyAsync();

        Assert.That(_broker.Offered.Select(o => o.Id), Is.EqualTo(ids.Append(ids[2])));
        Assert.That(_counts.Report(stopped: false).HandedOver.Values.Sum(), Is.EqualTo(5));
        Assert.That(_log.Lines, Is.EqualTo(new[] { "The spool is not being emptied just now: The disk alarm is on. Trying again." }));
    }

    [Test]
    public async Task After_a_pause_it_begins_with_the_oldest_again()
    {
        var ids = await AppendAsync(3);
        var away = true;
        _broker.WhenOffered = (_, _) => away ? throw new InvalidOperationException("Away.") : Task.CompletedTask;
        await StartAsync();
        await _clock.SomebodyWaitsAsync();
        var before = _broker.Offered.Count;

        away = false;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await EmptyAsync();

        Assert.That(_broker.Offered.Skip(before).Select(o => o.Id), Is.EqualTo(ids));
    }

    [Test]
    public async Task Beside_live_deliveries_64_are_under_way_at_once_and_the_next_comes_when_one_is_done()
    {
        var underWay = new ConcurrentQueue<TaskCompletionSource>();
        _broker.WhenOffered = (_, _) =>
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            underWay.Enqueue(done);
            return done.Task;
        };
        await AppendAsync(400);
        await StartAsync();
        await Limit.UntilAsync(() => underWay.Count >= 64, "64 are under way");

        underWay.First().SetResult();
        await Limit.UntilAsync(() => underWay.Count >= 65, "the next comes");

        Assert.That(underWay, Has.Count.EqualTo(65));
        _broker.WhenOffered = (_, _) => Task.CompletedTask;
        underWay.Skip(1).ToList().ForEach(u => u.SetResult());
        await EmptyAsync();
    }

    [Test]
    public async Task What_is_under_way_at_the_end_stays_spooled_for_the_next_run()
    {
        var offered = new TaskCompletionSource();
        _broker.WhenOffered = (_, cancelled) =>
        {
            offered.TrySetResult();
            return new TaskCompletionSource().Task.WaitAsync(cancelled);
        };
        await AppendAsync(1);
        await StartAsync();
        await offered.Task.WaitAsync(Limit.Patience);

        await _drain.StopAsync(CancellationToken.None);

        Assert.That(_spool.Count, Is.EqualTo(1));
        Assert.That((_counts.Report(stopped: true).Stopped, _counts.Report(stopped: true).HandedOver.Values.Sum()), Is.EqualTo((false, 0)));
    }

    private async Task StartAsync()
    {
        _bus.LetStand();
        await _drain.StartAsync(CancellationToken.None);
    }

    private Task EmptyAsync() => Limit.UntilAsync(() => _spool.Count == 0, "the spool is empty");

    private async Task<Guid[]> AppendAsync(int number)
    {
        var ids = Enumerable.Range(0, number).Select(_ => Guid.NewGuid()).ToArray();
        for (var i = 0; i < number; i++)
        {
            await _spool.AppendAsync(Shop.Order(i), ids[i]);
        }

        return ids;
    }
}
