using Delight.Platform.Bus;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Platform.Retention;

/// <summary>Once a day removes what has been kept long enough.</summary>
internal sealed class RetentionRun(
    IStore store, BusState bus, IEnumerable<ExpiringTable> tables, IOptionsMonitor<RetentionSettings> settings, TimeProvider time, ILogger<RetentionRun> log)
    : RepeatedRun(bus, time, first: TimeSpan.FromMinutes(10), every: TimeSpan.FromDays(1))
{
    private readonly TimeProvider _time = time;

    /// <returns>How many rows are gone.</returns>
    internal async Task<int> DropAsync(CancellationToken cancellationToken)
    {
        var dropped = 0;
        foreach (var table in tables)
        {
            dropped += await table.DropAsync(store, _time.GetUtcNow(), TimeSpan.FromDays(table.Days(settings.CurrentValue)), cancellationToken);
        }

        var answeredBefore = _time.GetUtcNow() - TimeSpan.FromDays(settings.CurrentValue.AnswerDays);
        return dropped + await store.WriteAsync(session => session.DropAnswersAsync(answeredBefore), cancellationToken)
            + await store.WriteAsync(FinishedRuns.FoldAsync, cancellationToken);
    }

    protected override async Task RunOnceAsync(CancellationToken cancellationToken) => Log.Expired(log, await DropAsync(cancellationToken));

    protected override void Say(Exception failure) => Log.ExpiredNot(log, store.Explain(failure));
}
