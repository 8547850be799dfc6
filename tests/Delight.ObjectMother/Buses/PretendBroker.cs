using System.Collections.Concurrent;
using Delight.Platform.Bus;

namespace Delight.ObjectMother.Buses;

/// <summary>Takes what is handed over, unless told otherwise.</summary>
public sealed class PretendBroker(bool outlives = true) : IHandover
{
    public bool Outlives => outlives;

    /// <summary>Every attempt, in the order of their beginning.</summary>
    public ConcurrentQueue<(object Message, Guid Id)> Offered { get; } = new();

    public Func<object, CancellationToken, Task> WhenOffered { get; set; } = (_, _) => Task.CompletedTask;

    public Task HandOverAsync<T>(T message, Guid messageId, CancellationToken cancellationToken)
        where T : class
    {
        Offered.Enqueue((message, messageId));
        return WhenOffered(message, cancellationToken);
    }
}
