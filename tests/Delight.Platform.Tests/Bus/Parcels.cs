using System.Collections.Concurrent;
using MassTransit;

namespace Delight.Platform.Tests.Bus;

/// <summary>A message of the tests' own.</summary>
public sealed record ParcelSealed
{
    public required int Number { get; init; }
}

/// <summary>What the consumers below do with a message, and what they took.</summary>
internal sealed class Instructions
{
    public ConcurrentQueue<int> Carried { get; } = new();

    public ConcurrentQueue<int> Labelled { get; } = new();

    public Func<ConsumeContext<ParcelSealed>, Task> WhenCarrying { get; set; } = _ => Task.CompletedTask;
}

internal sealed class CarryParcel(Instructions instructions) : IConsumer<ParcelSealed>
{
    public async Task Consume(ConsumeContext<ParcelSealed> context)
    {
        await instructions.WhenCarrying(context);
        instructions.Carried.Enqueue(context.Message.Number);
    }
}

internal sealed class LabelParcel(Instructions instructions) : IConsumer<ParcelSealed>
{
    public Task Consume(ConsumeContext<ParcelSealed> context)
    {
        instructions.Labelled.Enqueue(context.Message.Number);
        return Task.CompletedTask;
    }
}
