using System.Collections.Concurrent;
using MassTransit;

namespace Delight.Platform.Bus;

/// <summary>Counts what one bus has worked off, queue by queue.</summary>
internal sealed class BusProgress : IReceiveObserver
{
    private readonly ConcurrentDictionary<Uri, Counter> _counters = new(ReferenceEqualityComparer.Instance);

    /// <summary>Messages of the queue, those that went to its error queue included.</summary>
    public long Of(string queue) => _counters.Where(c => c.Key.Segments[^1] == queue).Sum(c => Interlocked.Read(ref c.Value.Done));

    public long Total => _counters.Values.Sum(c => Interlocked.Read(ref c.Done));

    public Task PostReceive(ReceiveContext context) => Count(context);

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Count(context);

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    private Task Count(ReceiveContext context)
    {
        Interlocked.Increment(ref _counters.GetOrAdd(context.InputAddress, _ => new Counter()).Done);
        return Task.CompletedTask;
    }

    private sealed class Counter
    {
        public long Done;
    }
}
