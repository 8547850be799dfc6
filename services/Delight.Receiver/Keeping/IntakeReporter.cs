using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Delight.Receiver.Keeping;

/// <summary>Writes this run's counts to the store, so that every process can say what is pending. A store that is away
/// hinders nobody: the next report makes up for the one that failed.</summary>
internal sealed class IntakeReporter(IStore store, Spool spool, IHandover handover, IntakeCounts counts, TimeProvider time, ILogger<IntakeReporter> log) : BackgroundService
{
    private IReadOnlyList<ShopSignatures> _said = [];
    private bool _succeeded;
    private bool _failing;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryReportAsync(stopped: true, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PendingWork.ReportEvery, time);
        try
        {
            do
            {
                await TryReportAsync(stopped: false, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last report is made by StopAsync.
        }
    }

    private async Task TryReportAsync(bool stopped, CancellationToken cancellationToken)
    {
        try
        {
            await spool.File.OpenAsync();
            var signatures = counts.Signatures.All;
            await store.WriteAsync(async session =>
            {
                var report = counts.Report(stopped);
                await session.ReportAsync(report);
                await session.SaySignaturesAsync(signatures.Except(_said));
                if (!_succeeded)
                {
                    await session.SucceedAsync(report, countsLate: handover.Outlives);
                }
            }, cancellationToken);
            _said = signatures;
            _succeeded = true;
            if (_failing)
            {
                _failing = false;
                Log.ReportsAgain(log);
            }
        }
        catch (Exception failure) when (stopped || failure is not OperationCanceledException)
        {
            // It must not be in the way of what is taken in; said once, until it succeeds again.
            if (!_failing)
            {
                _failing = true;
                Log.ReportsNot(log, store.IsTransient(failure) ? store.Explain(failure) : failure.Message);
            }
        }
    }
}
