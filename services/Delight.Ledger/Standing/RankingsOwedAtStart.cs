using Delight.Platform.Bus;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Delight.Ledger.Standing;

/// <summary>A bus that lives in the process forgets with it: what was ranked and not answered is published again at start.</summary>
internal sealed class RankingsOwedAtStart(
    OwedRankings owed, IHandover handover, BusState bus, TimeProvider time, ILogger<RankingsOwedAtStart> log) : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (handover.Outlives)
        {
            return;
        }

        try
        {
            await bus.Started.WaitAsync(stoppingToken);
            while (!await TryPublishAsync(stoppingToken))
            {
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start finds them again.
        }
    }

    private async Task<bool> TryPublishAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (shop, order) = ("", 0L);
            while (await owed.AfterAsync(shop, order, AtOnce, cancellationToken) is { Count: > 0 } page)
            {
                await Task.WhenAll(page.Select(o => handover.HandOverAsync(o, Contracts.MessageId.Of(o), cancellationToken)));
                (shop, order) = (page[^1].Shop, page[^1].OrderId);
            }

            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // A full disk or the like: the shop is served meanwhile, and what was answered is not owed any more.
            Log.OwedRankingsWait(log, failure.Message);
            return false;
        }
    }
}
