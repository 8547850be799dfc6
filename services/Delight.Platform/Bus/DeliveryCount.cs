using MassTransit;
using RabbitMQ.Client;

namespace Delight.Platform.Bus;

/// <summary>How often a quorum queue got a message back. Since version 4 RabbitMQ drops one that came back 20 times, unless a policy says otherwise,
/// and being looked at counts as much as being in hand while a process dies. So it is put in again, as a new message, before that.
/// Source: https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling</summary>
internal static class DeliveryCount
{
    private const string Header = "x-delivery-count";
    private const long TooMany = 10;

    public static bool IsHigh(IReadOnlyBasicProperties properties) => properties.Headers?.TryGetValue(Header, out var count) == true && count is long and >= TooMany;

    /// <summary>The same message with a count of none, marked as one that a consumer may have had.</summary>
    public static BasicProperties AsNew(IReadOnlyBasicProperties properties) => new(properties)
    {
        Headers = properties.Headers!.Where(h => h.Key != Header).Append(KeyValuePair.Create<string, object?>(ComingAgain.GivenBack, "true")).DistinctBy(h => h.Key)
            .ToDictionary(h => h.Key, h => h.Value),
    };
}

/// <summary>Before anything is done with a message: puts it in anew if it came back often.</summary>
internal sealed class PutInAnew(RetryQueues queues) : IFilter<ReceiveContext>
{
    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) =>
        context.TryGetPayload<RabbitMqBasicConsumeContext>(out var received) && DeliveryCount.IsHigh(received.Properties)
            ? queues.PutBackAsync(context.InputAddress.Segments[^1], DeliveryCount.AsNew(received.Properties), context.Body.GetBytes(), context.CancellationToken)
            : next.Send(context);

    public void Probe(ProbeContext context) => context.CreateFilterScope("putInAnew");
}
