using Delight.Platform.Bus;
using Delight.Platform.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Delight.Receiver.Keeping;

/// <summary>Gives a message to the broker and, while that cannot be done in time, to the spool.</summary>
internal sealed class Keeper(IHandover handover, Spool spool, IntakeCounts counts, ResilienceFactory resilience, ILogger<Keeper> log)
{
    // The shop waits 5 s in all; this and the spool together stay below 2 s.
    private static readonly TimeSpan BrokerMayTake = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SpoolMayTake = TimeSpan.FromMilliseconds(900);

    private readonly ResiliencePipeline _broker = resilience.Pipeline("receiver to broker", pipeline => pipeline
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = 4,
            SamplingDuration = TimeSpan.FromSeconds(5),
            BreakDuration = TimeSpan.FromSeconds(2),
        })
        .AddTimeout(BrokerMayTake));

    // What is on its way to a slow disk may still come to lie there: a repetition then, as the shop's own are.
    private readonly ResiliencePipeline _disk = resilience.Pipeline("receiver to spool", pipeline => pipeline
        .AddTimeout(handover.Outlives ? SpoolMayTake : BrokerMayTake + SpoolMayTake));

    /// <returns>False when nobody would keep it.</returns>
    public async Task<bool> KeepAsync<T>(T message, Guid id)
        where T : class =>
        (handover.Outlives && await HandOverAsync(message, id)) || await SpoolAsync(message, id);

    private async Task<bool> HandOverAsync<T>(T message, Guid id)
        where T : class
    {
        try
        {
            await _broker.ExecuteAsync(static async (s, ct) => await s.handover.HandOverAsync(s.message, s.id, ct), (handover, message, id), CancellationToken.None);
            counts.CountHandedOver(counts.Receiver);
            return true;
        }
        catch (Exception failure)
        {
            // Whatever the broker's trouble is, the spool is the answer to it.
            if (failure is not (BrokenCircuitException or BusDownException))
            {
                Log.SpoolsInstead(log, failure is TimeoutRejectedException ? "it did not confirm in time" : failure.Message);
            }

            return false;
        }
    }

    private async Task<bool> SpoolAsync<T>(T message, Guid id)
        where T : class
    {
        try
        {
            await _disk.ExecuteAsync(static async (s, ct) => await s.spool.AppendAsync(s.message, s.id, ct), (spool, message, id), CancellationToken.None);
            return true;
        }
        catch (Exception failure)
        {
            // Not kept for whatever reason: the shop is asked to send it again, and operations are told why.
            Log.NotKept(log, spool.File.Explain(failure is TimeoutRejectedException ? new TimeoutException() : failure));
            return false;
        }
    }
}
