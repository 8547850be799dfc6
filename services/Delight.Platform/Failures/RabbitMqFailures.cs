using Delight.Platform.Bus;
using Delight.Platform.Settings;
using Delight.Platform.Store;
using MassTransit;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Delight.Platform.Failures;

/// <summary>Reads the error queues message by message without taking any: what is not given back or discarded returns when
/// the channel closes.</summary>
internal sealed class RabbitMqFailures(IOptions<BusSettings> settings, Topology topology, IQueueDepths depths, IStore store) : IFailures
{
    private const string Errors = "_error";
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    public async Task<IReadOnlyList<FailedMessage>> MessagesAsync(FailureSelection selection, CancellationToken cancellationToken)
    {
        var found = new List<FailedMessage>();
        await VisitAsync(selection, new Handled(), (_, seen) =>
        {
            found.Add(seen.Message with { Body = [] });
            return Task.FromResult(false);
        }, cancellationToken);
        return [.. found.OrderBy(m => m.At)];
    }

    public async Task<FailedMessage?> FindAsync(string queue, string messageId, CancellationToken cancellationToken)
    {
        FailedMessage? found = null;
        await VisitAsync(new FailureSelection(queue, MessageId: messageId), new Handled(), (_, seen) =>
        {
            found = seen.Message;
            return Task.FromResult(false);
        }, cancellationToken);
        return found;
    }

    public Task ReplayAsync(FailureSelection selection, Handled handled, CancellationToken cancellationToken) => VisitAsync(selection, handled, async (channel, seen) =>
    {
        await Reckoning.GiveBackAsync(store, [seen.Message], cancellationToken);
        var again = new BasicProperties(seen.Properties) { Headers = ErrorQueueMessage.AsGivenBack(seen.Properties.Headers) };
        try
        {
            await channel.BasicPublishAsync("", seen.Message.Queue, mandatory: true, again, seen.Message.Body, cancellationToken);
            return true; // Confirmed: a crash before the acknowledgement makes a second copy of it, which changes nothing.
        }
        catch (RabbitMQ.Client.Exceptions.PublishException refused) when (refused.IsReturn)
        {
            await Reckoning.DiscardAsync(store, [seen.Message], cancellationToken); // It stays where it was, and nobody waits for it.
            handled.Leave($"There is no queue {seen.Message.Queue} that would take message {seen.Message.MessageId}.");
            return false;
        }
    }, cancellationToken);

    public Task DiscardAsync(FailureSelection selection, Handled handled, CancellationToken cancellationToken) => VisitAsync(selection, handled, async (_, seen) =>
    {
        await Reckoning.DiscardAsync(store, [seen.Message], cancellationToken);
        return true;
    }, cancellationToken);

    public async Task<int> RedactAsync(Func<FailedMessage, Task<byte[]?>> redact, CancellationToken cancellationToken)
    {
        var queues = topology.Queues.Concat(topology.Off).Union((await depths.ReadAsync(cancellationToken)).Select(d => d.Name)).ToArray();
        var redacted = new Handled();
        await VisitAsync(queues.SelectMany(q => PlacesOf(q).Select(p => (q, p))), uint.MaxValue, mustSeeAll: true, redacted, async (channel, seen) =>
        {
            var instead = await redact(seen.Message);
            if (instead is not null && !ReferenceEquals(instead, seen.Message.Body))
            {
                // A crash before the acknowledgement leaves both; who comes next finds the first one again.
                await channel.BasicPublishAsync("", seen.Place, mandatory: true, ErrorQueueMessage.WithoutDetails(seen.Properties), instead, cancellationToken);
            }

            return !ReferenceEquals(instead, seen.Message.Body);
        }, cancellationToken);
        return redacted.Done;
    }

    /// <param name="isDone">Told true, the message is taken out of its error queue.</param>
    /// <param name="handled">Told of each that was.</param>
    private Task VisitAsync(FailureSelection selection, Handled handled, Func<IChannel, Seen, Task<bool>> isDone, CancellationToken cancellationToken) => VisitAsync(
        topology.Queues.Concat(topology.Off).Where(q => selection.Queue is null || selection.Queue == q).Select(q => (q, q + Errors)), IFailures.Most, mustSeeAll: false, handled,
        (channel, seen) => selection.Fits(seen.Message) ? isDone(channel, seen) : Task.FromResult(false), cancellationToken);

    private async Task VisitAsync(
        IEnumerable<(string Queue, string Place)> places, uint most, bool mustSeeAll, Handled handled, Func<IChannel, Seen, Task<bool>> isDone, CancellationToken cancellationToken)
    {
        await using var connection = await RabbitMqConnection.OpenAsync(settings.Value, "delight failures", cancellationToken);
        await BeAloneAsync(connection, cancellationToken);
        foreach (var (queue, place) in places)
        {
            await using var channel = await connection.CreateChannelAsync(Confirmed, cancellationToken);
            try
            {
                var waiting = (await channel.QueueDeclarePassiveAsync(place, cancellationToken)).MessageCount;
                var (last, looked) = (0UL, 0u);
                for (var left = Math.Min(waiting, most); left > 0; left--)
                {
                    if (await channel.BasicGetAsync(place, autoAck: false, cancellationToken) is not { } got)
                    {
                        // What waits to be tried again may have returned to its queue; nothing leaves an error queue by itself.
                        if (mustSeeAll && place.EndsWith(Errors, StringComparison.Ordinal))
                        {
                            throw new FailuresOutOfSightException(place);
                        }

                        break;
                    }

                    if (await isDone(channel, new Seen(place, ErrorQueueMessage.Read(queue, got), got.BasicProperties)))
                    {
                        await channel.BasicAckAsync(got.DeliveryTag, multiple: false, cancellationToken);
                        handled.Add(1);
                    }
                    else if (DeliveryCount.IsHigh(got.BasicProperties))
                    {
                        await channel.BasicPublishAsync("", place, mandatory: true, DeliveryCount.AsNew(got.BasicProperties), got.Body, cancellationToken);
                        await channel.BasicAckAsync(got.DeliveryTag, multiple: false, cancellationToken);
                    }
                    else
                    {
                        (last, looked) = (got.DeliveryTag, looked + 1);
                    }
                }

                await PutBackAsync(channel, place, last, looked, cancellationToken);
            }
            catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == 404)
            {
                // The error queue is made when the first message fails.
            }
        }
    }

    /// <summary>What one visitor holds is out of everybody else's sight, so there is one at a time among all processes: the broker
    /// refuses a queue that belongs to another's connection, and removes it with the connection.</summary>
    private static async Task BeAloneAsync(IConnection connection, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            try
            {
                await channel.QueueDeclareAsync("delight-visits-failures", durable: false, exclusive: true, autoDelete: false, cancellationToken: cancellationToken);
                return;
            }
            catch (OperationInterruptedException taken) when (taken.ShutdownReason?.ReplyCode == 405)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }

    /// <summary>Where messages of a queue lie that nobody works off: given up, waiting to be tried again, put aside by earlier
    /// versions because nobody took them, and, of a queue that nobody reads, the queue itself.</summary>
    private IEnumerable<string> PlacesOf(string queue) =>
        [queue + Errors, queue + "_skipped", .. settings.Value.RetriesInForce.Select(r => RetryQueues.NameOf(queue, r)), .. topology.Queues.Contains(queue) ? Array.Empty<string>() : [queue]];

    /// <summary>Returns when they are there for the next who looks: the broker puts them back a moment after it was told.</summary>
    private static async Task PutBackAsync(IChannel channel, string queue, ulong last, uint number, CancellationToken cancellationToken)
    {
        if (number > 0)
        {
            await channel.BasicNackAsync(last, multiple: true, requeue: true, cancellationToken);
        }

        const int Patience = 100;
        for (var tries = 0; tries < Patience && (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount < number; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }

    private sealed record Seen(string Place, FailedMessage Message, IReadOnlyBasicProperties Properties);
}
