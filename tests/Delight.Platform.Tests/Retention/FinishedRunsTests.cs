using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Retention;
using Delight.Platform.Work;

namespace Delight.Platform.Tests.Retention;

public class FinishedRunsTests(StoreKind kind) : OnEachStore(kind)
{
    [Test]
    public async Task Rows_of_runs_that_ended_come_together_and_no_sum_changes()
    {
        await RunAsync("ended", handedOver: 3, taken: 3, stopped: true);
        await RunAsync("ended-too", handedOver: 2, taken: 2, stopped: true);
        await RunAsync("running", handedOver: 5, taken: 5, stopped: false);
        await RunAsync("not-taken", handedOver: 4, taken: 1, stopped: true);
        await WriteAsync(s => s.ScriptAsync("insert into counters (shop, name, owner, value) values ('a', 'orders/known', 'p1', 7), ('a', 'orders/known', 'p2', 8)"));
        var (refused, ignored) = await RefusedAndIgnoredAsync();

        for (var day = 0; day < 2; day++)
        {
            await WriteAsync(FinishedRuns.FoldAsync);

            Assert.That((await ReadAsync(s => s.SumsAsync("a")))["orders/known"], Is.EqualTo(15));
            Assert.That(Intake.OnTheWay(await ReadAsync(s => s.SumsAsync())), Is.EqualTo(3));
            Assert.That(await RefusedAndIgnoredAsync(), Is.EqualTo((refused, ignored)));
            Assert.That(await CountAsync("select count(*) from counters where name = 'orders/known'"), Is.EqualTo(1));
            Assert.That(await ReadAsync(s => s.QueryAsync<string>("select receiver from intake order by receiver")), Is.EqualTo(new[] { "not-taken", "running", "runs before" }));
        }

        await RunAsync("running", handedOver: 6, taken: 1, stopped: true);
        await WriteAsync(FinishedRuns.FoldAsync);
        Assert.That(Intake.OnTheWay(await ReadAsync(s => s.SumsAsync())), Is.EqualTo(3), "it went on counting where it was");
        Assert.That(await CountAsync("select count(*) from counters where name like '%running'"), Is.Zero);
    }

    private Task RunAsync(string receiver, long handedOver, long taken, bool stopped) => WriteAsync(async s =>
    {
        await s.ReportAsync(new IntakeReport
        {
            Receiver = receiver, Spool = receiver, Spooled = 0, HandedOver = new Dictionary<string, long> { [receiver] = handedOver }, Refused = 10, Ignored = 20, Stopped = stopped,
        });
        await s.CountAsync([("", Intake.TakenFrom(receiver), taken)]);
    });

    private async Task<(long Refused, long Ignored)> RefusedAndIgnoredAsync() =>
        (await CountAsync("select cast(sum(refused) as bigint) from intake"), await CountAsync("select cast(sum(ignored) as bigint) from intake"));
}
