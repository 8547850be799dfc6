using Delight.Platform.Bus;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Delight.Fulfilment.Packing;

/// <summary>Where a process died, or the broker was away, between packing a parcel and telling of it, the world is told later.</summary>
internal sealed class UntoldParcels(PackingDesk desk, BusState bus, TimeProvider time, ILogger<UntoldParcels> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await bus.Started.WaitAsync(stoppingToken);
            while (true)
            {
                await TryTellAsync(stoppingToken);
                await Task.Delay(LookEvery, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next run finds them again.
        }
    }

    private async Task TryTellAsync(CancellationToken cancellationToken)
    {
        try
        {
            await desk.TellUntoldAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.UntoldWait(log, failure.Message);
        }
    }
}
