using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Delight.Receiver.Tests.Keeping;

/// <summary>The metric delight.deliveries counts every delivery once, by what became of it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CountedDeliveriesTests : IAsyncDisposable
{
    private readonly Door _door = new();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _counted = new();

    public CountedDeliveriesTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Delight", Name: "delight.deliveries" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, number, tags, _) => _counted.Enqueue($"{number} {tags[0].Key} {tags[0].Value}"));
        _listener.Start();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _door.DisposeAsync();
    }

    [Test]
    public async Task One_that_is_handed_over()
    {
        await _door.PostAsync(Door.Order);

        Assert.That(_counted, Is.EqualTo(new[] { "1 outcome handed-over" }));
    }

    [Test]
    public async Task One_that_is_refused()
    {
        await _door.PostAsync(Door.Order, signature: "");

        Assert.That(_counted, Is.EqualTo(new[] { "1 outcome refused" }));
    }

    [Test]
    public async Task One_of_a_topic_of_no_interest()
    {
        await _door.PostAsync(Door.Order, topic: "products/update");

        Assert.That(_counted, Is.EqualTo(new[] { "1 outcome ignored" }));
    }
}
