using Delight.Platform.Bus;
using Delight.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Delight.Platform.Failures;

/// <summary>In one process: gives what failed back to its queue when its time has come.</summary>
internal sealed class LaterRetries(StoredFailures failures, BusState bus, IStore store, TimeProvider time, ILogger<LaterRetries> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await bus.Started.WaitAsync(stoppingToken);
            while (true)
            {
                await Task.Delay(LookEvery, time, stoppingToken);
                await TryReplayAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next run finds them again.
        }
    }

    private async Task TryReplayAsync(CancellationToken cancellationToken)
    {
        try
        {
            await failures.ReplayDueAsync(time.GetUtcNow(), cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.RetriesWait(log, store.IsTransient(failure) ? store.Explain(failure) : failure.Message);
        }
    }
}
