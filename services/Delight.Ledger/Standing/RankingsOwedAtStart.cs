using Delight.Platform.Bus;
using Microsoft.Extensions.Hosting;

namespace Delight.Ledger.Standing;

/// <summary>A bus that lives in the process forgets with it: what was ranked and not answered is published again at start.</summary>
internal sealed class RankingsOwedAtStart(OwedRankings owed, IHandover handover, BusState bus) : BackgroundService
{
    private const int AtOnce = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (handover.Outlives)
        {
            return;
        }

        try
        {
            await bus.Started.WaitAsync(stoppingToken);
            var (shop, order) = ("", 0L);
            while (await owed.AfterAsync(shop, order, AtOnce, stoppingToken) is { Count: > 0 } page)
            {
                await Task.WhenAll(page.Select(o => handover.HandOverAsync(o, Contracts.MessageId.Of(o), stoppingToken)));
                (shop, order) = (page[^1].Shop, page[^1].OrderId);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start finds them again.
        }
    }
}
