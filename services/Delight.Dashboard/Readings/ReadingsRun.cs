using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Delight.Dashboard.Readings;

/// <summary>Notes every ten seconds how high the sums and the depths stand, for the charts. Several processes note the same moments together.</summary>
internal sealed class ReadingsRun(IStore store, BusState bus, QueueWatch watch, TimeProvider time, ILogger<ReadingsRun> log)
    : RepeatedRun(bus, time, first: TimeSpan.Zero, every: TimeSpan.FromSeconds(ReadingsTable.Seconds))
{
    private const int BetweenCleaning = 60;
    private readonly TimeProvider _time = time;
    private int _noted;

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var queues = await watch.LookAsync(cancellationToken);
        var now = _time.GetUtcNow();
        await store.WriteAsync(async session =>
        {
            var sums = await session.SumsAsync();
            long Waiting(Func<string, bool> isOne) => queues.Where(q => isOne(q.Name)).Sum(q => q.Ready + (q.Unacknowledged ?? 0));
            var spooled = (await session.SpoolsAsync()).Sum(s => s.Spooled);
            await session.NoteAsync(now,
            [
                (Reading.Deliveries, sums.GetValueOrDefault("deliveries/accepted") + sums.GetValueOrDefault("deliveries/quarantined")),
                (Reading.Orders, sums.GetValueOrDefault("deliveries/accepted") - sums.GetValueOrDefault("deliveries/duplicate")),
                (Reading.Answers, queues.Where(q => Queues.IsRules(q.Name)).Sum(q => q.Done ?? 0)),
                (Reading.Lines, sums.GetValueOrDefault("fulfilment/lines")),
                (Reading.Packed, sums.GetValueOrDefault("fulfilment/packed")),
                (Reading.Spooled, spooled),
                (Reading.Ledger, Waiting(q => q == Queues.Ledger)),
                (Reading.Rules, Waiting(Queues.IsRules)),
                (Reading.Fulfilment, Waiting(q => q == Queues.Fulfilment)),
            ]);
            if (_noted++ % BetweenCleaning == 0)
            {
                await session.DropReadingsAsync(now);
            }
        }, cancellationToken);
    }

    protected override void Say(Exception failure) => Log.NotNoted(log, failure.Message);
}
