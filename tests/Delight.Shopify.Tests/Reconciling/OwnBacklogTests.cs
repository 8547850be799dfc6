using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Work;
using Delight.Shopify.Reconciling;

namespace Delight.Shopify.Tests.Reconciling;

/// <summary>A webhook that came and waits in our own spool or queue was not missed.</summary>
internal sealed class OwnBacklogTests(StoreKind kind) : OnReconciling(kind)
{
    private const string Run = "receiver/1";
    private Reconciliation? _process;

    [SetUp]
    public void StartProcess() => _process = Process();

    [TestCase(50, 100, 0, TestName = "What waits in a spool")]
    [TestCase(0, 150, 0, TestName = "What waits on the bus")]
    public async Task Is_waited_for_and_changes_since_are_not_looked_at(int spooled, int handedOver, int taken)
    {
        var early = Order(TimeSpan.FromMinutes(10));
        await AccountAsync(spooled, handedOver, taken + 100);
        await LookAsync();
        LaterBy(5);
        await LookAsync();

        var waits = (await ReportAsync()).Reconciliation;
        Assert.That((waits.Fault, waits.LastAt), Is.EqualTo(($"Of the webhooks that had come by {Clock.GetUtcNow().AddMinutes(-5):yyyy-MM-dd HH:mm:ss} UTC, 50 were not taken in by the ledger, and some wait yet. "
            + $"The comparison waits for them, until {Clock.GetUtcNow().AddMinutes(235):yyyy-MM-dd HH:mm:ss} UTC at most.", (DateTimeOffset?)null)));
        LaterBy(5);
        await LookAsync();
        Assert.That((Log.Lines.Count, HandedOver.Length), Is.EqualTo((1, 0)), "it is said once");

        Knows(early); // It is among the fifty; of what came since, as much waits again.
        var late = Order(TimeSpan.FromMinutes(9));
        await AccountAsync(spooled, handedOver + 50, 150);
        await LookAsync();

        Assert.That((HandedOver.Length, await MissedAsync()), Is.EqualTo((0, 0)));
        Assert.That(await RowAsync() is { Looked: 1, Fault: null });
        await AccountAsync(0, 200, 200);
        LaterBy(16);
        await LookAsync();
        Assert.That(HandedOver.Select(o => o.OrderId), Is.EqualTo(new[] { late.Id }));
    }

    [Test]
    public async Task Of_what_is_under_way_for_a_moment_nobody_hears()
    {
        Order(TimeSpan.FromMinutes(10));
        await AccountAsync(3, 100, 100);
        await LookAsync();
        Assert.That(((await RowAsync()).Fault, (await RowAsync()).EndedAt), Is.EqualTo(((string?)null, (long?)null)));

        await AccountAsync(3, 103, 103);
        LaterBy(0.1);
        await LookAsync();

        Assert.That((HandedOver.Length, Log.Lines.Count(l => l.Contains("webhooks that had come"))), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task What_is_never_taken_in_is_waited_for_four_hours()
    {
        var lost = Order(TimeSpan.FromMinutes(10));
        await AccountAsync(1, 100, 100);
        await LookAsync();
        LaterBy(239);
        await LookAsync();
        Assert.That(HandedOver, Is.Empty);

        LaterBy(1);
        await LookAsync();

        Assert.That(HandedOver.Select(o => o.OrderId), Is.EqualTo(new[] { lost.Id }));
    }

    [Test]
    public async Task What_was_handed_over_again_is_no_backlog()
    {
        Order(TimeSpan.FromMinutes(10));
        await WriteAsync(s => s.HandOverAgainAsync(Intake.ReplayOf("somebody's")));

        await LookAsync();

        Assert.That(HandedOver, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task What_is_found_counts_when_it_is_handed_over()
    {
        Order(TimeSpan.FromMinutes(10));
        await Process(new PretendBroker { WhenOffered = (_, _) => throw new TimeoutException("The broker is away.") }).RunAsync(Setting, CancellationToken.None);
        Assert.That((await MissedAsync(), (await ReportAsync()).Reconciliation.MissedLastDay), Is.EqualTo((0, 0)));

        LaterBy(15);
        await LookAsync();

        Assert.That((await MissedAsync(), (await ReportAsync()).Reconciliation.MissedLastDay), Is.EqualTo((1, 1)));
    }

    private Task LookAsync() => _process!.RunAsync(Setting, CancellationToken.None);

    private Task AccountAsync(long spooled, long handedOver, long taken) => WriteAsync(async session =>
    {
        await session.ReportAsync(new IntakeReport
        {
            Receiver = Run, Spool = "a", Spooled = spooled, HandedOver = new Dictionary<string, long> { [Run] = handedOver }, Refused = 0, Ignored = 0, Stopped = false,
        });
        var before = (await session.SumsAsync()).GetValueOrDefault(Intake.TakenFrom(Run));
        await session.CountAsync([("", Intake.TakenFrom(Run), taken - before)]);
    });
}
