using Delight.Platform.Bus;
using Delight.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Delight.Ledger.Privacy;

/// <summary>A message with a name may fail long after its customer was forgotten: a rule was switched off, a process stood still.
/// What failed is looked at again and again, as long as there is a tombstone.</summary>
internal sealed class ForgottenFailuresRun(ForgottenFailures failures, BusState bus, IStore store, TimeProvider time, ILogger<ForgottenFailuresRun> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await bus.Started.WaitAsync(stoppingToken);
            while (true)
            {
                await Task.Delay(Every, time, stoppingToken);
                await TryRedactAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next run goes on with it.
        }
    }

    private async Task TryRedactAsync(CancellationToken cancellationToken)
    {
        try
        {
            await failures.RedactAsync(request: null, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.FailuresNotSearched(log, store.IsTransient(failure) ? store.Explain(failure) : failure.Message); // The next time is soon.
        }
    }
}
