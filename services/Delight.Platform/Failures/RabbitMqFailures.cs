using System.Globalization;
using System.Text;
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
internal sealed class RabbitMqFailures(IOptions<BusSettings> settings, Topology topology, IStore store) : IFailures
{
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    public async Task<IReadOnlyList<FailureGroup>> ListAsync(FailureSelection selection, CancellationToken cancellationToken)
    {
        var found = new List<FailedMessage>();
        await VisitAsync(selection, (_, message, _) =>
        {
            found.Add(message with { Body = [] });
            return Task.FromResult(false);
        }, cancellationToken);
        return FailureSelection.Gather(found);
    }

    public async Task<FailedMessage?> FindAsync(string queue, string messageId, CancellationToken cancellationToken)
    {
        FailedMessage? found = null;
        await VisitAsync(new FailureSelection(queue, MessageId: messageId), (_, message, _) =>
        {
            found = message;
            return Task.FromResult(false);
        }, cancellationToken);
        return found;
    }

    public Task ReplayAsync(FailureSelection selection, Handled handled, CancellationToken cancellationToken) => VisitAsync(selection, async (channel, message, properties) =>
    {
        await Reckoning.GiveBackAsync(store, [message], cancellationToken);
        var again = new BasicProperties(properties) { Headers = AsGivenBack(properties.Headers) };
        try
        {
            await channel.BasicPublishAsync("", message.Queue, mandatory: true, again, message.Body, cancellationToken);
            return true; // Confirmed: a crash before the acknowledgement makes a second copy of it, which changes nothing.
        }
        catch (RabbitMQ.Client.Exceptions.PublishException refused) when (refused.IsReturn)
        {
            await Reckoning.DiscardAsync(store, [message], cancellationToken); // It stays where it was, and nobody waits for it.
            handled.Leave($"There is no queue {message.Queue} that would take message {message.MessageId}.");
            return false;
        }
    }, cancellationToken, handled: handled);

    public Task DiscardAsync(FailureSelection selection, Handled handled, CancellationToken cancellationToken) =>
        DiscardAsync(selection.Fits, handled, cancellationToken);

    public Task<int> DiscardAsync(Func<FailedMessage, bool> which, CancellationToken cancellationToken) => DiscardAsync(which, null, cancellationToken);

    private Task<int> DiscardAsync(Func<FailedMessage, bool> which, Handled? handled, CancellationToken cancellationToken) =>
        VisitAsync(new FailureSelection(), async (_, message, _) =>
        {
            if (!which(message))
            {
                return false;
            }

            await Reckoning.DiscardAsync(store, [message], cancellationToken);
            return true;
        }, cancellationToken, waitingToo: true, handled);

    /// <param name="isDone">Told true, the message is taken out of its error queue.</param>
    /// <param name="handled">Told of each that was.</param>
    /// <returns>How many were taken out.</returns>
    private async Task<int> VisitAsync(
        FailureSelection selection, Func<IChannel, FailedMessage, IReadOnlyBasicProperties, Task<bool>> isDone, CancellationToken cancellationToken, bool waitingToo = false, Handled? handled = null)
    {
        await using var connection = await RabbitMqConnection.OpenAsync(settings.Value, "delight failures", cancellationToken);
        var done = 0;
        foreach (var (queue, place) in topology.Queues.Where(q => selection.Queue is null || selection.Queue == q).SelectMany(q => Places(q, waitingToo).Select(p => (q, p))))
        {
            await using var channel = await connection.CreateChannelAsync(Confirmed, cancellationToken);
            try
            {
                var waiting = await channel.QueueDeclarePassiveAsync(place, cancellationToken);
                var looked = new List<ulong>();
                for (var left = Math.Min(waiting.MessageCount, IFailures.Most); left > 0; left--)
                {
                    if (await channel.BasicGetAsync(place, autoAck: false, cancellationToken) is not { } got)
                    {
                        break;
                    }

                    var message = Read(queue, got);
                    if (selection.Fits(message) && await isDone(channel, message, got.BasicProperties))
                    {
                        await channel.BasicAckAsync(got.DeliveryTag, multiple: false, cancellationToken);
                        done++;
                        handled?.Add(1);
                    }
                    else
                    {
                        looked.Add(got.DeliveryTag);
                    }
                }

                await PutBackAsync(channel, place, looked, cancellationToken);
            }
            catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == 404)
            {
                // The error queue is made when the first message fails.
            }
        }

        return done;
    }

    /// <summary>Where what failed lies: in the error queue, and in the queues from which it returns by itself.</summary>
    private IEnumerable<string> Places(string queue, bool waitingToo) =>
        [queue + "_error", .. settings.Value.RetriesInForce.Where(_ => waitingToo).Select(r => RetryQueues.NameOf(queue, r))];

    /// <summary>Returns when they are there for the next who looks: the broker puts them back a moment after it was told.</summary>
    private static async Task PutBackAsync(IChannel channel, string queue, List<ulong> looked, CancellationToken cancellationToken)
    {
        if (looked.Count > 0)
        {
            await channel.BasicNackAsync(looked[^1], multiple: true, requeue: true, cancellationToken);
        }

        const int Patience = 100;
        for (var tries = 0; tries < Patience && (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount < looked.Count; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }

    private static FailedMessage Read(string queue, BasicGetResult got)
    {
        var headers = got.BasicProperties.Headers;
        var type = Text(headers, MessageHeaders.FaultExceptionType)?.Split('.')[^1] ?? "unknown";
        var at = DateTimeOffset.TryParse(Text(headers, MessageHeaders.FaultTimestamp), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time : DateTimeOffset.UnixEpoch;
        return new FailedMessage(queue, got.BasicProperties.MessageId ?? "", at, $"{type}: {Text(headers, MessageHeaders.FaultMessage)}", got.Body.ToArray());
    }

    private static string? Text(IDictionary<string, object?>? headers, string name) => headers?.TryGetValue(name, out var value) != true ? null
        : value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value?.ToString();

    /// <summary>Without the traces of its failure, so that it is tried as often as the first time.</summary>
    private static Dictionary<string, object?> AsGivenBack(IDictionary<string, object?>? headers) => (headers ?? new Dictionary<string, object?>())
        .Where(h => !h.Key.StartsWith("MT-Fault-", StringComparison.Ordinal) && !h.Key.StartsWith("x-", StringComparison.Ordinal)
            && h.Key is not (MessageHeaders.Reason or ComingAgain.Attempts or ComingAgain.GivenBack))
        .Append(KeyValuePair.Create<string, object?>(ComingAgain.GivenBack, "true")).ToDictionary(h => h.Key, h => h.Value);
}
