using MassTransit;

namespace Delight.Platform.Bus;

/// <summary>Gives a message away for good.</summary>
public interface IHandover
{
    /// <summary>True when a message handed over outlives this process, so that its sender need not keep it first.</summary>
    bool Outlives { get; }

    /// <summary>Completes when the message no longer depends on its sender: confirmed by the broker on a queue or, in one
    /// process, worked off. Throws when that cannot be said; it may have arrived nevertheless.</summary>
    Task HandOverAsync<T>(T message, Guid messageId, CancellationToken cancellationToken)
        where T : class;
}

internal sealed class InMemoryHandover(CurrentBus bus, BusState state, InMemoryLoad load, Topology topology) : IHandover
{
    // Some 10 MB of messages: the bus itself has no limit.
    private const int MostOnTheBus = 4000;

    public bool Outlives => false;

    public async Task HandOverAsync<T>(T message, Guid messageId, CancellationToken cancellationToken)
        where T : class
    {
        await state.Started.WaitAsync(cancellationToken);
        await load.BelowAsync(MostOnTheBus, cancellationToken);
        var finished = load.FinishedAsync(messageId, topology.CopiesOf(typeof(T)));
        await bus.Now.Publish(message, c => c.MessageId = messageId, cancellationToken);
        await finished.WaitAsync(cancellationToken);
    }
}

/// <summary>The bus does not stand yet; its message says what it waits for.</summary>
public sealed class BusDownException(string waitsFor) : Exception(waitsFor);
