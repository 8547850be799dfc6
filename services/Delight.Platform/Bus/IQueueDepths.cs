using Delight.Platform.Store;

namespace Delight.Platform.Bus;

/// <summary>What operations want to know of a queue.</summary>
/// <param name="Unacknowledged">In work; absent when the broker's management address is not set or does not answer.</param>
/// <param name="ErrorDepth">Messages its consumer gave up on.</param>
/// <param name="Orphan">No consumer of this installation reads it.</param>
/// <param name="Done">Messages worked off since the process or the broker started; absent when the broker's management address does not tell.</param>
public sealed record QueueDepth(string Name, long Ready, long? Unacknowledged, long Consumers, long ErrorDepth, bool Orphan, long? Done = null);

public interface IQueueDepths
{
    Task<IReadOnlyList<QueueDepth>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>True when something waits in one of these queues.</summary>
    /// <param name="evenInWork">Also when something is in work there, where the broker tells; it does up to 5 s late.</param>
    Task<bool> AnyHoldsAsync(IReadOnlyCollection<string> queues, bool evenInWork, CancellationToken cancellationToken);
}

internal sealed class InMemoryQueueDepths(Topology topology, InMemoryLoad load, IStore store) : IQueueDepths
{
    public async Task<IReadOnlyList<QueueDepth>> ReadAsync(CancellationToken cancellationToken)
    {
        var failures = await store.ReadAsync(s => s.QueryAsync<Failures>("select queue, count(*) as number from failures where due_at is null group by queue"), cancellationToken);
        var failed = failures.ToDictionary(f => f.Queue, f => f.Number);
        return [.. topology.Queues.Select(q =>
        {
            var (ready, inWork) = load.Of(q);
            return new QueueDepth(q, ready, inWork, 1, failed.GetValueOrDefault(q), Orphan: false, load.DoneOf(q));
        })];
    }

    /// <summary>In one process it stays in the spool until it is worked off.</summary>
    public Task<bool> AnyHoldsAsync(IReadOnlyCollection<string> queues, bool evenInWork, CancellationToken cancellationToken) => Task.FromResult(false);

    private sealed record Failures
    {
        public string Queue { get; init; } = "";
        public long Number { get; init; }
    }
}
