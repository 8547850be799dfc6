using System.Collections.Concurrent;
using MassTransit;

namespace Delight.Platform.Bus;

/// <summary>A consumer and the queue it reads; several may share one.</summary>
/// <param name="Queue">The queue's name on the broker; outsiders see it, so it never changes.</param>
/// <param name="Consumer">A class that implements <see cref="IConsumer{TMessage}"/>.</param>
public sealed record QueueConsumer(string Queue, Type Consumer)
{
    /// <summary>Messages that the process has in hand at most.</summary>
    public int InHand { get; init; } = Enough;

    /// <summary>Enough for a coalescer to fill its transaction; some 300 KB of messages a queue.</summary>
    private const int Enough = 256;

    /// <summary>The message types it takes.</summary>
    public IEnumerable<Type> Messages => Consumer.GetInterfaces()
        .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IConsumer<>))
        .Select(i => i.GetGenericArguments()[0]);
}

/// <summary>Every consumer of the installation, whichever process runs it, and those of this process.</summary>
public sealed record Topology(IReadOnlyList<QueueConsumer> All, IReadOnlyList<QueueConsumer> Here)
{
    private readonly ConcurrentDictionary<Type, IReadOnlyList<string>> _queuesOf = new();

    /// <summary>Queues that get nothing any more because their consumer is switched off.</summary>
    public IReadOnlyList<string> Off { get; init; } = [];

    public IReadOnlyList<string> Queues { get; } = [.. All.Select(c => c.Queue).Distinct()];

    /// <summary>How many queues a message of this type is copied to.</summary>
    public int CopiesOf(Type message) => QueuesOf(message).Count;

    /// <summary>The queues that a message of this type is copied to. Asked for every message, so it is remembered.</summary>
    public IReadOnlyList<string> QueuesOf(Type message) =>
        _queuesOf.GetOrAdd(message, m => [.. All.Where(c => c.Messages.Contains(m)).Select(c => c.Queue).Distinct()]);
}
