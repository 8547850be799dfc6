using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using Delight.Benchmarks.Doors;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Delight.Benchmarks.Twins;

/// <summary>Takes whatever waits on a queue, a batch at a time, and acknowledges it when the work is done.</summary>
internal static class BatchConsumer
{
    private const int Most = 200;
    private const ushort InHand = 2 * Most;

    public static async Task RunAsync<T>(
        RawChannel from, string queue, JsonTypeInfo<T> type, Func<IReadOnlyList<T>, Task> work, CancellationToken cancellationToken)
    {
        var waiting = Channel.CreateBounded<(ulong Tag, T Message)>(InHand);
        var consumer = new AsyncEventingBasicConsumer(from.Channel);
        consumer.ReceivedAsync += (_, e) => waiting.Writer.WriteAsync((e.DeliveryTag, JsonSerializer.Deserialize(e.Body.Span, type)!), cancellationToken).AsTask();
        await from.DeclareAsync(queue, cancellationToken);
        await from.Channel.BasicQosAsync(0, InHand, global: false, cancellationToken);
        await from.Channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken);
        var batch = new List<T>(Most);
        while (await waiting.Reader.WaitToReadAsync(cancellationToken))
        {
            batch.Clear();
            var last = 0UL;
            while (batch.Count < Most && waiting.Reader.TryRead(out var next))
            {
                batch.Add(next.Message);
                last = next.Tag;
            }

            await work(batch);
            await from.Channel.BasicAckAsync(last, multiple: true, cancellationToken);
        }
    }

    /// <summary>Completes when the broker has confirmed all of them.</summary>
    public static Task PublishAllAsync<T>(this RawChannel channel, string queue, IEnumerable<T> messages, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        Task.WhenAll(messages.Select(m => channel.PublishAsync(queue, JsonSerializer.SerializeToUtf8Bytes(m, type), cancellationToken).AsTask()).ToArray());

    /// <summary>For outsiders: nobody need take it.</summary>
    public static Task PublishChangesAsync(this RawChannel channel, IEnumerable<Answer> changes, CancellationToken cancellationToken) => Task.WhenAll(changes.Select(c =>
        channel.Channel.BasicPublishAsync(TwinQueues.Changes, "", JsonSerializer.SerializeToUtf8Bytes(c, TwinJson.Default.Answer), cancellationToken).AsTask()).ToArray());
}
