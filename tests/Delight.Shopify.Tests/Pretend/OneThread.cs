using System.Collections.Concurrent;
using Delight.ObjectMother;

namespace Delight.Shopify.Tests.Pretend;

/// <summary>Runs what is asynchronous on one thread and moves the clock only when nobody has anything left to do, so that a run is the same every time.</summary>
internal sealed class OneThread : SynchronizationContext
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentQueue<(SendOrPostCallback, object?)> _todo = new();

    public override void Post(SendOrPostCallback d, object? state) => _todo.Enqueue((d, state));

    /// <returns>How long it took, by the clock.</returns>
    /// <exception cref="TimeoutException">It was not over by then.</exception>
    public static TimeSpan Run(StandingClock clock, TimeSpan atMost, Func<IEnumerable<Task>> work)
    {
        var (thread, before, began) = (new OneThread(), Current, clock.GetUtcNow());
        SetSynchronizationContext(thread);
        try
        {
            var all = Task.WhenAll(work());
            thread.DoAll();
            while (!all.IsCompleted && clock.GetUtcNow() - began < atMost)
            {
                clock.Advance(Step);
                thread.DoAll();
            }

            if (!all.IsCompleted)
            {
                throw new TimeoutException($"Not over after {atMost}.");
            }

            all.GetAwaiter().GetResult();
            return clock.GetUtcNow() - began;
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private void DoAll()
    {
        while (_todo.TryDequeue(out var next))
        {
            next.Item1(next.Item2);
        }
    }
}
