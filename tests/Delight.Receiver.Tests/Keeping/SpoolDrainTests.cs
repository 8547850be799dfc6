using System.Collections.Concurrent;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.Platform.Bus;
using Delight.Receiver.Keeping;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Tests.Keeping;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SpoolDrainTests : OnSpoolDrain
{
    [Test]
    public async Task What_is_spooled_is_handed_over_oldest_first_under_its_own_id_and_forgotten()
    {
        var ids = await AppendAsync(20);

        await StartAsync();
        await EmptyAsync();

        Assert.That(Broker.Offered.Select(o => o.Id), Is.EqualTo(ids));
        Assert.That(Counts.Report(stopped: false).HandedOver, Is.EqualTo(new Dictionary<string, long> { [Shop.Receiver] = 20 }));
    }

    [Test]
    public async Task More_than_a_page_is_handed_over()
    {
        var ids = await AppendAsync(1200);

        await StartAsync();
        await EmptyAsync();

        Assert.That(Broker.Offered.Select(o => o.Id), Is.EqualTo(ids));
    }

    [Test]
    public async Task A_quarantined_delivery_is_handed_over_as_what_it_is()
    {
        await Spool.AppendAsync(new DeliveryQuarantined { Shop = Shop.Domain, Reasons = ["No id."], Body = [1], Delivery = Shop.Delivery() }, Guid.NewGuid());

        await StartAsync();
        await EmptyAsync();

        Assert.That(Broker.Offered.Single().Message, Is.TypeOf<DeliveryQuarantined>());
    }

    [Test]
    public async Task Large_ones_are_handed_over_one_at_a_time()
    {
        var (now, most) = (0, 0);
        Broker.WhenOffered = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
        };
        for (var number = 0; number < 3; number++)
        {
            await Spool.AppendAsync(new DeliveryQuarantined { Shop = Shop.Domain, Reasons = ["No id."], Body = new byte[2 * 1024 * 1024], Delivery = Shop.Delivery() }, Guid.NewGuid());
        }

        await StartAsync();
        await EmptyAsync();

        Assert.That((Broker.Offered.Count, most), Is.EqualTo((3, 1)));
    }

    [TestCase("OrderSeen", "not json")]
    [TestCase("OrderSeen", "{}")]
    [TestCase("OrderOfTomorrow", "{}")]
    public async Task What_cannot_be_read_is_set_aside_and_stops_nothing(string kind, string body)
    {
        var ids = await AppendAsync(1);
        await using (var disk = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Folder.File("spool.db")}"))
        {
            await disk.OpenAsync();
            await using var command = disk.CreateCommand();
            command.CommandText = $"update spool set kind = '{kind}', body = cast('{body}' as blob)";
            await command.ExecuteNonQueryAsync();
        }

        ids = [.. ids, .. await AppendAsync(1)];
        await StartAsync();

        await EmptyAsync();
        var aside = (DeliveryQuarantined)Broker.Offered.Single(o => o.Id == ids[0]).Message;
        Assert.That(aside.Reasons.Single(), Does.StartWith($"The spool held a message of the kind {kind} that could not be read: "));
        Assert.That(aside.Body, Is.EqualTo(System.Text.Encoding.UTF8.GetBytes(body)));
        Assert.That(Broker.Offered.Single(o => o.Id == ids[1]).Message, Is.TypeOf<OrderSeen>());
    }

    [Test]
    public async Task What_arrives_meanwhile_is_handed_over_too()
    {
        await AppendAsync(1);
        await StartAsync();
        await EmptyAsync();

        await AppendAsync(1);
        await EmptyAsync();

        Assert.That(Broker.Offered, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Before_the_bus_stands_nothing_is_handed_over()
    {
        await AppendAsync(1);

        await Drain.StartAsync(CancellationToken.None);
        Assert.That(Broker.Offered, Is.Empty);
        Bus.LetStand();
        await EmptyAsync();

        Assert.That(Broker.Offered, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_the_broker_refuses_stays_spooled_and_is_offered_again()
    {
        var ids = await AppendAsync(5);
        var refused = 0;
        Broker.WhenOffered = (message, _) => ((OrderSeen)message).OrderId == Shop.OrderId(2) && Interlocked.Increment(ref refused) == 1
            ? throw new InvalidOperationException("The disk alarm is on.")
            : Task.CompletedTask;

        await StartAsync();
        await Clock.SomebodyWaitsAsync();
        Assert.That(Spool.Count, Is.EqualTo(1));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await EmptyAsync();

        Assert.That(Broker.Offered.Select(o => o.Id), Is.EqualTo(ids.Append(ids[2])));
        Assert.That(Counts.Report(stopped: false).HandedOver.Values.Sum(), Is.EqualTo(5));
        Assert.That(Log.Lines, Is.EqualTo(new[] { "The spool is not being emptied just now: The disk alarm is on. Trying again." }));
    }

    [Test]
    public async Task After_a_pause_it_begins_with_the_oldest_again()
    {
        var ids = await AppendAsync(3);
        var away = true;
        Broker.WhenOffered = (_, _) => away ? throw new InvalidOperationException("Away.") : Task.CompletedTask;
        await StartAsync();
        await Clock.SomebodyWaitsAsync();
        var before = Broker.Offered.Count;

        away = false;
        Clock.Advance(TimeSpan.FromSeconds(1));
        await EmptyAsync();

        Assert.That(Broker.Offered.Skip(before).Select(o => o.Id), Is.EqualTo(ids));
    }

    [Test]
    public async Task Beside_live_deliveries_64_are_under_way_at_once_and_the_next_comes_when_one_is_done()
    {
        var underWay = new ConcurrentQueue<TaskCompletionSource>();
        Broker.WhenOffered = (_, _) =>
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
        Broker.WhenOffered = (_, _) => Task.CompletedTask;
        underWay.Skip(1).ToList().ForEach(u => u.SetResult());
        await EmptyAsync();
    }

    [Test]
    public async Task What_is_under_way_at_the_end_stays_spooled_for_the_next_run()
    {
        var offered = new TaskCompletionSource();
        Broker.WhenOffered = (_, cancelled) =>
        {
            offered.TrySetResult();
            return new TaskCompletionSource().Task.WaitAsync(cancelled);
        };
        await AppendAsync(1);
        await StartAsync();
        await offered.Task.WaitAsync(Limit.Patience);

        await Drain.StopAsync(CancellationToken.None);

        Assert.That(Spool.Count, Is.EqualTo(1));
        Assert.That((Counts.Report(stopped: true).Stopped, Counts.Report(stopped: true).HandedOver.Values.Sum()), Is.EqualTo((false, 0)));
    }
}
