using System.Collections.Concurrent;
using MassTransit;

namespace Delight.Platform.Bus;

/// <summary>Counts what is on the in-memory bus, which has no back-pressure and tells no depths of its own.</summary>
internal sealed class InMemoryLoad(Topology topology) : IReceiveObserver, IPublishObserver, IDisposable
{
    private readonly ConcurrentDictionary<string, Depth> _depths = new(topology.Queues.Select(q => KeyValuePair.Create(q, new Depth())));
    private readonly ConcurrentDictionary<Guid, Waiter> _waiters = new();
    private readonly Dictionary<Type, string[]> _queuesOf = topology.All.SelectMany(c => c.Messages.Select(m => (m, c.Queue)))
        .GroupBy(p => p.m).ToDictionary(g => g.Key, g => g.Select(p => p.Queue).Distinct().ToArray());
    private readonly SemaphoreSlim _moved = new(0, 1);
    private long _total;

    /// <summary>Messages waiting or in work, over all queues.</summary>
    public long Total => Interlocked.Read(ref _total);

    public (long Ready, long InWork) Of(string queue) =>
        _depths.TryGetValue(queue, out var depth) ? (Math.Max(0, depth.Waiting - depth.InWork), depth.InWork) : (0, 0);

    /// <summary>Worked off since the process started, those given up included.</summary>
    public long DoneOf(string queue) => _depths.TryGetValue(queue, out var depth) ? Interlocked.Read(ref depth.Done) : 0;

    /// <summary>Completes when fewer than this many messages are on the bus.</summary>
    public async Task BelowAsync(int limit, CancellationToken cancellationToken)
    {
        while (Total >= limit)
        {
            await _moved.WaitAsync(cancellationToken);
            if (Total < limit)
            {
                Pulse(); // There may be room for the next that waits, too.
            }
        }
    }

    /// <summary>Completes when every queue has finished with the message; fails when one could not keep it.</summary>
    public Task FinishedAsync(Guid messageId, int copies) =>
        copies == 0 ? Task.CompletedTask : _waiters.GetOrAdd(messageId, _ => new Waiter(copies)).Done.Task;

    /// <summary>Counts a message sent to one queue, which no observer of publishing sees.</summary>
    public void AddSent(string queue)
    {
        Interlocked.Increment(ref _depths[queue].Waiting);
        Interlocked.Increment(ref _total);
    }

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
    {
        Add<T>(1);
        return Task.CompletedTask;
    }

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class
    {
        Add<T>(-1);
        return Task.CompletedTask;
    }

    public Task PreReceive(ReceiveContext context)
    {
        Interlocked.Increment(ref Queue(context).InWork);
        return Task.CompletedTask;
    }

    public Task PostReceive(ReceiveContext context) => Finished(context, null);

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Finished(context, exception);

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public void Dispose() => _moved.Dispose();

    private Task Finished(ReceiveContext context, Exception? failure)
    {
        var depth = Queue(context);
        Interlocked.Decrement(ref depth.InWork);
        Interlocked.Decrement(ref depth.Waiting);
        Interlocked.Increment(ref depth.Done);
        Interlocked.Decrement(ref _total);
        Pulse();
        if (context.GetMessageId() is { } id && _waiters.TryGetValue(id, out var waiter) && waiter.Finished(failure))
        {
            _waiters.TryRemove(id, out _);
        }

        return Task.CompletedTask;
    }

    private void Add<T>(int messages)
    {
        foreach (var queue in _queuesOf.GetValueOrDefault(typeof(T), []))
        {
            Interlocked.Add(ref _depths[queue].Waiting, messages);
            Interlocked.Add(ref _total, messages);
        }

        if (messages < 0)
        {
            Pulse();
        }
    }

    private void Pulse()
    {
        if (_moved.CurrentCount == 0)
        {
            try
            {
                _moved.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else was quicker: the waiter is awake either way.
            }
        }
    }

    private Depth Queue(ReceiveContext context) => _depths.GetOrAdd(context.InputAddress.Segments[^1], _ => new Depth());

    private sealed class Depth
    {
        public long Waiting;
        public long InWork;
        public long Done;
    }

    private sealed class Waiter(int copies)
    {
        private int _left = copies;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Finished(Exception? failure)
        {
            if (failure is not null)
            {
                Done.TrySetException(failure);
            }
            else if (Interlocked.Decrement(ref _left) == 0)
            {
                Done.TrySetResult();
            }

            return Done.Task.IsCompleted;
        }
    }
}
