using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Store;

namespace Delight.Platform.Work;

/// <summary>A receiver that was killed took with it the count of its last moment. What it had handed over by then is on the
/// broker, so nothing is finished before the queues that receivers fill have been seen empty.</summary>
internal sealed class UncountedHandovers(IStore store, IQueueDepths depths, TimeProvider time)
{
    // The broker's count of what is in work is at most 5 s old.
    private static readonly TimeSpan MustBeQuietFor = TimeSpan.FromSeconds(6);
    private long? _quietSince;

    /// <summary>False while something that nobody counted may be on its way.</summary>
    public async Task<bool> AreTakenAsync(CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(s => s.QueryAsync<string>("select receiver from intake where uncounted"), cancellationToken) is not { Count: > 0 } killed)
        {
            return true;
        }

        if (await QueuesAsync(cancellationToken) is not { } queues || queues.Any(q => !Queues.IsRules(q.Name) && !IsEmpty(q)))
        {
            _quietSince = null;
            return false;
        }

        _quietSince ??= time.GetTimestamp();
        if (time.GetElapsedTime(_quietSince.Value) < MustBeQuietFor)
        {
            return false;
        }

        _quietSince = null;
        await store.WriteAsync(s => s.EachAsync<object>("update intake set uncounted = false where receiver = @Receiver", [.. killed.Select(r => new { Receiver = r })]), cancellationToken);
        return true;
    }

    /// <summary>What is in work and not known is not known to be nothing.</summary>
    private static bool IsEmpty(QueueDepth queue) => queue is { Ready: 0, Unacknowledged: 0 };

    private async Task<IReadOnlyList<QueueDepth>?> QueuesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await depths.ReadAsync(cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null; // What a broker holds that does not answer is not known to be nothing.
        }
    }
}
