using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Work;

namespace Delight.Platform.Tests.Work;

/// <summary>What is pending may fall to 0 late, never early: every receiver is waited for.</summary>
public class AwaitedReportsTests(StoreKind kind) : OnPendingWork(kind)
{
    [Test]
    public async Task A_running_receiver_must_have_looked_twice_before_it_is_nothing()
    {
        await ReportAsync(Idle);

        var answer = Pending.CountAsync(CancellationToken.None);
        await Clock.SomebodyWaitsAsync();
        await ReportAsync(Idle);
        Clock.Advance(PendingWork.ReportEvery);
        await Clock.SomebodyWaitsAsync();
        await ReportAsync(Idle);
        Clock.Advance(PendingWork.ReportEvery);

        Assert.That((await answer.WaitAsync(Limit.Patience)).Pending, Is.Zero);
    }

    [Test]
    public async Task Every_running_receiver_must_have_looked()
    {
        await ReportAsync(Idle);
        await ReportAsync(Idle with { Receiver = "another" });

        var answer = Pending.CountAsync(CancellationToken.None);
        for (var i = 0; i < 4; i++)
        {
            await Clock.SomebodyWaitsAsync();
            await ReportAsync(Idle);
            Clock.Advance(PendingWork.ReportEvery);
        }

        await Clock.SomebodyWaitsAsync();
        Assert.That(answer.IsCompleted, Is.False);
        await ReportAsync(Stopped with { Receiver = "another" });
        Clock.Advance(PendingWork.ReportEvery);
        Assert.That((await answer.WaitAsync(Limit.Patience)).Pending, Is.Zero);
    }

    [Test]
    public async Task What_a_receiver_finds_when_it_looks_is_said()
    {
        await ReportAsync(Idle);

        var answer = Pending.CountAsync(CancellationToken.None);
        await Clock.SomebodyWaitsAsync();
        await ReportAsync(Idle with { Spooled = 7 });
        Clock.Advance(PendingWork.ReportEvery);

        Assert.That((await answer.WaitAsync(Limit.Patience)).Pending, Is.EqualTo(7));
    }

    [Test]
    public async Task A_receiver_that_fell_silent_may_hold_what_nobody_knows_of()
    {
        await ReportAsync(Idle);

        var answer = Pending.CountAsync(CancellationToken.None);
        await Clock.SomebodyWaitsAsync();
        Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That((await answer.WaitAsync(Limit.Patience)).Pending, Is.EqualTo(1));
    }

    [Test]
    public async Task A_receiver_that_stopped_with_an_empty_spool_need_not_be_asked()
    {
        await ReportAsync(Stopped);

        Assert.That(await PendingAsync(), Is.Zero);
    }
}
