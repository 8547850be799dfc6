using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Store;

namespace Delight.Platform.Work;

/// <summary>A receiver that was killed took with it the count of its last moment, and one that never came to report counts for
/// nobody: its spool cannot be opened, or the store is out of its reach. What they handed over is on the broker, so nothing is
/// finished before the queues that receivers fill have been seen empty.</summary>
internal sealed class UncountedHandovers(IStore store, Topology topology, IQueueDepths depths, TimeProvider time)
{
    // A broker that does not answer would else hold up whoever asks.
    private static readonly TimeSpan LookMayTake = TimeSpan.FromSeconds(5);

    // The broker's count of what is in work is at most 5 s old.
    private static readonly TimeSpan MustBeQuietFor = TimeSpan.FromSeconds(6);
    private readonly string[] _filled = [.. topology.Queues.Intersect([Queues.Ledger, Queues.Quarantine, Queues.Privacy, Queues.Merges])];
    private long? _quietSince;

    /// <param name="hasUnreported">A receiver that never reported has handed something over: what is in work may be its.</param>
    /// <returns>False while something that nobody counted may be on its way.</returns>
    public async Task<bool> AreTakenAsync(bool hasUnreported, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(s => s.QueryAsync<string>("select receiver from intake where uncounted"), cancellationToken) is not { Count: > 0 } killed)
        {
            return _filled.Length == 0 || !await TryLookAsync(ct => depths.AnyHoldsAsync(_filled, hasUnreported, ct), otherwise: true, cancellationToken);
        }

        if (await TryLookAsync<IReadOnlyList<QueueDepth>?>(async ct => await depths.ReadAsync(ct), otherwise: null, cancellationToken) is not { } queues || queues.Any(q => !Queues.IsRules(q.Name) && !IsEmpty(q)))
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

    /// <param name="otherwise">What a broker holds that does not answer is not known to be nothing.</param>
    private async Task<T> TryLookAsync<T>(Func<CancellationToken, Task<T>> look, T otherwise, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(LookMayTake, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await look(either.Token);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return otherwise;
        }
    }
}
