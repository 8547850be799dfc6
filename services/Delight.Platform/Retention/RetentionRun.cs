using Delight.Platform.Bus;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Platform.Retention;

/// <summary>Once a day removes what has been kept long enough.</summary>
internal sealed class RetentionRun(
    IStore store, BusState bus, IEnumerable<ExpiringTable> tables, IOptionsMonitor<RetentionSettings> settings, TimeProvider time, ILogger<RetentionRun> log) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await bus.Started.WaitAsync(stoppingToken);
            await Task.Delay(First, time, stoppingToken);
            while (true)
            {
                await TryDropAsync(stoppingToken);
                await Task.Delay(Every, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next run goes on with it.
        }
    }

    /// <returns>How many rows are gone.</returns>
    internal async Task<int> DropAsync(CancellationToken cancellationToken)
    {
        var dropped = 0;
        foreach (var table in tables)
        {
            dropped += await table.DropAsync(store, time.GetUtcNow(), TimeSpan.FromDays(table.Days(settings.CurrentValue)), cancellationToken);
        }

        var answeredBefore = time.GetUtcNow() - TimeSpan.FromDays(settings.CurrentValue.AnswerDays);
        return dropped + await store.WriteAsync(session => session.DropAnswersAsync(answeredBefore), cancellationToken);
    }

    private async Task TryDropAsync(CancellationToken cancellationToken)
    {
        try
        {
            Log.Expired(log, await DropAsync(cancellationToken));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.ExpiredNot(log, store.Explain(failure)); // Tomorrow is another day.
        }
    }
}
