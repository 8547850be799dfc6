using Delight.ObjectMother.Stores;
using Delight.Platform.Work;

namespace Delight.Platform.Tests.Work;

/// <summary>What is told of spools by those who cannot look into them.</summary>
public class SpoolDepthTests(StoreKind kind) : OnPendingWork(kind)
{
    [Test]
    public async Task Each_receiver_that_runs_or_left_something_is_told_with_its_number()
    {
        await ReportAsync(Idle with { Receiver = "b", Spooled = 3 });
        await ReportAsync(Idle with { Receiver = "a" });
        await ReportAsync(Stopped with { Receiver = "c" });

        Assert.That((await ReadAsync(s => s.SpoolsAsync())).Select(s => (s.Receiver, s.Spooled)), Is.EqualTo(new[] { ("a", 0L), ("b", 3L) }));
    }

    [Test]
    public async Task What_was_discarded_from_a_spool_is_no_longer_pending()
    {
        await ReportAsync(Idle with { Spooled = 3 });
        Assert.That(await PendingAsync(), Is.EqualTo(3));

        await ReportAsync(Stopped);

        Assert.That(await PendingAsync(), Is.Zero);
    }
}
