using Delight.Platform.Bus;

namespace Delight.Dashboard.Readings;

/// <summary>A queue as it stands, and what is learnt of it by looking again and again.</summary>
/// <param name="Done">Messages worked off since the process or the broker started, where that is known.</param>
/// <param name="PerMinute">Messages worked off, over the last half minute; absent until that is known.</param>
/// <param name="EmptyAt">When it was last seen empty: whatever waits came after that, a bound that holds whichever broker it is. Absent where it was never seen empty since the process started.</param>
internal sealed record QueueView(string Name, long Ready, long? Unacknowledged, long Consumers, long ErrorDepth, bool Orphan, long? Done, double? PerMinute, DateTimeOffset? EmptyAt);

/// <summary>Looks at the queues, for pages and charts.</summary>
internal sealed class QueueWatch(IQueueDepths depths, TimeProvider time)
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _empty = [];
    private readonly Dictionary<string, Queue<(DateTimeOffset At, long Done)>> _done = [];

    public async Task<IReadOnlyList<QueueView>> LookAsync(CancellationToken cancellationToken)
    {
        var queues = await depths.ReadAsync(cancellationToken);
        var now = time.GetUtcNow();
        lock (_gate)
        {
            return [.. queues.Select(q => new QueueView(q.Name, q.Ready, q.Unacknowledged, q.Consumers, q.ErrorDepth, q.Orphan, q.Done, PerMinute(q, now), EmptyAt(q, now)))];
        }
    }

    private DateTimeOffset? EmptyAt(QueueDepth queue, DateTimeOffset now)
    {
        if (queue.Ready + (queue.Unacknowledged ?? 0) == 0)
        {
            _empty[queue.Name] = now;
        }

        return _empty.TryGetValue(queue.Name, out var at) ? at : null;
    }

    private double? PerMinute(QueueDepth queue, DateTimeOffset now)
    {
        if (queue.Done is not { } count)
        {
            return null;
        }

        var done = _done.TryGetValue(queue.Name, out var known) ? known : _done[queue.Name] = new();
        if (done.Count > 0 && count < done.Last().Done)
        {
            done.Clear(); // The broker was started anew, and counts from there.
        }

        done.Enqueue((now, count));
        while (now - done.Peek().At > Span && done.Count > 2)
        {
            done.Dequeue();
        }

        var (at, before) = done.Peek();
        return now > at ? (count - before) / (now - at).TotalMinutes : null;
    }
}
