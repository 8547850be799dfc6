using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Delight.Benchmarks.Doors;

/// <summary>One channel of the raw client on which each publish is confirmed by the broker.</summary>
internal sealed class RawChannel(IConnection connection, IChannel channel) : IAsyncDisposable
{
    public IChannel Channel => channel;

    public static async Task<RawChannel> OpenAsync(string uri, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = new Uri(uri) };
        var connection = await factory.CreateConnectionAsync(cancellationToken);
        // No limit on what is under way: the connections of the load generator, or a batch, are one.
        var options = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null);
        return new RawChannel(connection, await connection.CreateChannelAsync(options, cancellationToken));
    }

    public Task DeclareAsync(string queue, CancellationToken cancellationToken) => channel.QueueDeclareAsync(
        queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken);

    /// <summary>Messages that wait; none where there is no such queue yet. Asking for one that is not there ends the channel, so it is asked on another.</summary>
    public async Task<uint> WaitingAsync(string queue, CancellationToken cancellationToken)
    {
        await using var asking = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return await asking.MessageCountAsync(queue, cancellationToken);
        }
        catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == 404)
        {
            return 0;
        }
    }

    /// <summary>Completes when the broker has confirmed it; throws when no queue took it.</summary>
    public ValueTask PublishAsync(string queue, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { Persistent = true, ContentType = "application/json" }, body, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
