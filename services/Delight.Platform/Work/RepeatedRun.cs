using Delight.Platform.Bus;
using Microsoft.Extensions.Hosting;

namespace Delight.Platform.Work;

/// <summary>Does something again and again while the process runs, from when the bus stands; what fails once is done the next time.</summary>
/// <param name="first">How long after the bus stands.</param>
/// <param name="every">From the end of one time to the begin of the next.</param>
public abstract class RepeatedRun(BusState bus, TimeProvider time, TimeSpan first, TimeSpan every) : BackgroundService
{
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await bus.Started.WaitAsync(stoppingToken);
            await Task.Delay(first, time, stoppingToken);
            while (true)
            {
                await TryAsync(stoppingToken);
                await Task.Delay(every, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next process goes on with it.
        }
    }

    protected abstract Task RunOnceAsync(CancellationToken cancellationToken);

    /// <summary>Says in the log what did not work.</summary>
    protected abstract void Say(Exception failure);

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunOnceAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Say(failure);
        }
    }
}
