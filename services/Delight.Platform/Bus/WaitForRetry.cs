using System.Runtime.Serialization;
using MassTransit;
using RabbitMQ.Client;

namespace Delight.Platform.Bus;

/// <summary>On the broker, what a consumer could not work off waits in a queue whose messages return after a time,
/// and goes to the consumer's error queue at last.</summary>
internal sealed class WaitForRetry(RetryQueues queues) : IFilter<ExceptionReceiveContext>
{
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (!context.TryGetPayload<RabbitMqBasicConsumeContext>(out var received))
        {
            await next.Send(context);
            return;
        }

        if (context.Exception is SerializationException)
        {
            await next.Send(context); // Nobody will ever be able to read it.
            return;
        }

        var headers = new Dictionary<string, object?>(received.Properties.Headers ?? new Dictionary<string, object?>());
        var attempts = headers.GetValueOrDefault(ComingAgain.Attempts) is int before ? before : 0;
        if (attempts >= queues.Retries.Count)
        {
            await next.Send(context);
            return;
        }

        headers[ComingAgain.Attempts] = attempts + 1;
        var message = new BasicProperties(received.Properties) { Headers = headers };
        await queues.PutAsync(context.InputAddress.Segments[^1], queues.Retries[attempts], message, context.Body.GetBytes(), context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("waitForRetry");
}
