using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Work;

namespace Delight.Platform.Tests.Work;

public class PendingWorkTests(StoreKind kind) : OnPendingWork(kind)
{
    [Test]
    public async Task Where_no_receiver_ever_ran_nothing_is_pending() => Assert.That(await PendingAsync(), Is.Zero);

    [Test]
    public async Task With_a_receiver_in_the_same_process_nothing_is_known_before_it_has_reported()
    {
        Pending.AwaitsReceiver = true;
        var report = new IntakeReport { Receiver = "r", Spool = "s", Spooled = 0, HandedOver = new Dictionary<string, long>(), Refused = 0, Ignored = 0, Stopped = true };
        Assert.That(await PendingAsync(), Is.EqualTo(1));
        await ReportAsync(report);
        Assert.That(await PendingAsync(), Is.EqualTo(1), "that was a run before");
    }

    [Test]
    public async Task What_is_spooled_is_pending()
    {
        await ReportAsync(Stopped with { Spooled = 3 });

        Assert.That(await PendingAsync(), Is.EqualTo(3));
    }

    [Test]
    public async Task What_was_handed_over_and_not_yet_taken_in_is_pending()
    {
        await ReportAsync(Stopped with { HandedOver = Of(Idle.Receiver, 5) });
        await WriteAsync(s => s.CountAsync([("", Intake.TakenFrom(Idle.Receiver), 3)]));

        Assert.That(await PendingAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task What_one_receiver_sent_twice_does_not_hide_what_another_still_has_under_way()
    {
        await ReportAsync(Stopped with { HandedOver = Of(Idle.Receiver, 5) });
        await ReportAsync(Stopped with { Receiver = "another", HandedOver = Of("another", 1) });
        await WriteAsync(s => s.CountAsync([("", Intake.TakenFrom(Idle.Receiver), 6)]));

        Assert.That(await PendingAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_one_run_took_in_and_the_next_handed_over_is_settled_when_it_is_taken_in()
    {
        await ReportAsync(Stopped with { HandedOver = Of(Idle.Receiver, 2) });
        await ReportAsync(Stopped with { Receiver = "after the kill", HandedOver = Of(Idle.Receiver, 3) });
        var before = await PendingAsync();
        await WriteAsync(s => s.CountAsync([("", Intake.TakenFrom(Idle.Receiver), 5)]));

        Assert.That((before, await PendingAsync()), Is.EqualTo((5, 0)));
    }

    [Test]
    public async Task What_a_rule_owes_is_pending()
    {
        await WriteAsync(s => s.OweAsync([Owed(1), Owed(2)]));

        Assert.That(await PendingAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task What_a_rule_gave_up_is_not_pending()
    {
        await WriteAsync(s => s.OweAsync([Owed(1), Owed(2)]));
        await WriteAsync(s => s.GiveUpAsync([Owed(1)]));

        Assert.That(await PendingAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_a_rule_owed_that_is_no_more_is_not_pending()
    {
        await WriteAsync(s => s.OweAsync([Owed(1) with { Worker = "rule-of-yesterday" }]));

        Assert.That(await PendingAsync(), Is.Zero);
    }

    [Test]
    public async Task A_shop_is_told_what_is_owed_to_it_and_that_something_is_on_its_way_but_not_how_much()
    {
        await WriteAsync(s => s.OweAsync([Owed(1), Owed(2), Owed(3) with { Shop = Shop.OtherDomain }]));
        var owed = await PendingOfShopAsync(Shop.Domain);
        await ReportAsync(Stopped with { Spooled = 5 });

        Assert.That((owed, await PendingOfShopAsync(Shop.Domain), await PendingOfShopAsync("calm.myshopify.com"), await PendingAsync()), Is.EqualTo((2, 3, 1, 8)));
    }

    [Test]
    public async Task Something_pending_is_said_at_once()
    {
        await ReportAsync(Idle with { Spooled = 1 });

        Assert.That(await PendingAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_later_run_with_the_same_spool_closes_the_books_of_the_one_that_crashed()
    {
        await ReportAsync(Idle with { Receiver = "crashed", Spooled = 9, Refused = 2 });
        await ReportAsync(Idle with { Receiver = "elsewhere", Spool = "spool-2", Spooled = 4 });

        await WriteAsync(s => s.SucceedAsync(Idle, countsLate: false));

        Assert.That(await PendingAsync(), Is.EqualTo(4));
        Assert.That((await Pending.CountAsync(CancellationToken.None)).Refused, Is.EqualTo(2));
    }

    [Test]
    public async Task Refused_and_ignored_requests_of_all_runs_are_added_up()
    {
        await ReportAsync(Stopped with { Refused = 1, Ignored = 10 });
        await ReportAsync(Stopped with { Refused = 2, Ignored = 20 });
        await ReportAsync(Stopped with { Receiver = "another", Refused = 100, Ignored = 1000 });

        var count = await Pending.CountAsync(CancellationToken.None);

        Assert.That((count.Refused, count.Ignored), Is.EqualTo((102, 1020)));
    }

    private static WorkItem Owed(int order) => new() { Shop = Shop.Domain, SubjectId = Shop.OrderId(order), Worker = Queue, Version = 1, Cause = "delivery" };

    [Test]
    public async Task After_a_receiver_was_killed_the_queues_must_have_been_empty_for_as_long_as_the_brokers_count_is_old()
    {
        await ReportAsync(Idle with { Receiver = "killed" });
        await WriteAsync(s => s.SucceedAsync(Stopped, countsLate: true));
        await ReportAsync(Stopped);
        Depths.Queues = [new QueueDepth("ledger", 0, 1, 1, 0, Orphan: false)];
        Assert.That(await PendingAsync(), Is.EqualTo(1), "in work");
        Depths.Queues = [new QueueDepth("ledger", 0, 0, 1, 0, Orphan: false)];
        Assert.That(await PendingAsync(), Is.EqualTo(1), "only just empty");

        Clock.Advance(TimeSpan.FromSeconds(6));

        Assert.That((await PendingAsync(), await PendingAsync()), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task While_nobody_says_what_is_in_work_the_queues_are_not_known_to_be_empty()
    {
        await ReportAsync(Idle with { Receiver = "killed" });
        await WriteAsync(s => s.SucceedAsync(Stopped, countsLate: true));
        await ReportAsync(Stopped);
        Depths.Queues = [new QueueDepth("ledger", 0, null, 1, 0, Orphan: false)];
        await PendingAsync();

        Clock.Advance(TimeSpan.FromSeconds(6));

        Assert.That(await PendingAsync(), Is.EqualTo(1));
    }

    [TestCase(1, 0)]
    [TestCase(0, 1)]
    public async Task What_a_receiver_handed_over_that_never_came_to_report_is_pending(int waits, int inWork)
    {
        Depths.Queues = [new QueueDepth("ledger", waits, inWork, 1, 0, Orphan: false)];

        Assert.That((await PendingAsync(), await PendingOfShopAsync(Shop.Domain)), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task What_leaves_a_queue_while_it_is_looked_at_is_pending_where_it_comes_to()
    {
        Depths.WhenLookedAt = () => WriteAsync(s => s.OweAsync([Owed(1), Owed(2)]));

        Assert.That(await PendingAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task Where_something_is_pending_anyway_the_broker_is_not_asked()
    {
        await ReportAsync(Stopped with { Spooled = 1 });

        await PendingAsync();

        Assert.That(Depths.Looks, Is.Zero);
    }

    private async Task<long> PendingOfShopAsync(string shop) => (await Pending.CountAsync(shop, CancellationToken.None)).Pending;

    private static Dictionary<string, long> Of(string receiver, long messages) => new() { [receiver] = messages };
}
