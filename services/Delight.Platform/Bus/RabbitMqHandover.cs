using System.Collections.Concurrent;
using System.Diagnostics;
using Delight.Platform.Settings;
using MassTransit;
using MassTransit.Logging;
using MassTransit.Serialization;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Delight.Platform.Bus;

/// <summary>Publishes with the broker's own client in MassTransit's format, confirmed and, where a queue of ours awaits it, mandatory: this is the one step
/// that a flash sale waits for, and a connection that is gone fails at once instead of waiting to be reopened.</summary>
internal sealed class RabbitMqHandover(IOptions<BusSettings> settings, BusState state, Topology topology) : IHandover, IAsyncDisposable
{
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    // A publish caught in a connection that breaks may never return.
    private static readonly TimeSpan PublishMayTake = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<Type, Address> _addresses = new();
    private readonly SemaphoreSlim _opening = new(1);
    private Link? _link;

    public bool Outlives => true;

    public async Task HandOverAsync<T>(T message, Guid messageId, CancellationToken cancellationToken)
        where T : class
    {
        if (!state.Started.IsCompleted)
        {
            throw new BusDownException(state.WaitsFor ?? "The bus is starting.");
        }

        var link = await LinkAsync(cancellationToken);
        var to = _addresses.GetOrAdd(typeof(T), static (_, queues) => Address.Of<T>(queues), topology);
        var properties = new BasicProperties
        {
            Persistent = true,
            MessageId = messageId.ToString(),
            ContentType = SystemTextJsonMessageSerializer.JsonContentType.MediaType,
            Headers = Activity.Current?.Id is { } trace ? new Dictionary<string, object?> { [DiagnosticHeaders.ActivityId] = trace } : null,
        };
        try
        {
            if (!await link.UnderWay.WaitAsync(PublishMayTake, cancellationToken))
            {
                throw new TimeoutException("The broker took nothing more.");
            }

            try
            {
                await link.Channel.BasicPublishAsync(to.Exchange, to.RoutingKey, to.Mandatory, properties, ShortEnvelope.Write(message, messageId, to.Urn), cancellationToken)
                    .AsTask().WaitAsync(PublishMayTake, cancellationToken);
            }
            finally
            {
                link.UnderWay.Release();
            }
        }
        catch (Exception unsure) when (unsure is TimeoutException or OperationCanceledException)
        {
            // It may be broken without knowing, and its count of confirms is no longer sure; the next opens another.
            Leave(link);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_link is not null)
        {
            await _link.Connection.DisposeAsync();
        }

        _opening.Dispose();
    }

    /// <summary>Opened when first needed, and anew after the broker was away.</summary>
    private async ValueTask<Link> LinkAsync(CancellationToken cancellationToken)
    {
        if (_link is { Channel.IsOpen: true } open)
        {
            return open;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_link is { } old)
            {
                if (old.Channel.IsOpen)
                {
                    return old;
                }

                Leave(old);
            }

            var connection = await RabbitMqConnection.OpenAsync(settings.Value, "delight receiver", cancellationToken, recovers: false);
            return _link = new Link(connection, await connection.CreateChannelAsync(Confirmed, cancellationToken));
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Closing may take as long as what hangs in it; nobody waits for it.</summary>
    private void Leave(Link link)
    {
        if (Interlocked.CompareExchange(ref _link, null, link) == link)
        {
            _ = Task.Run(async () =>
            {
                try
                {
                    await link.Connection.DisposeAsync();
                }
                catch (Exception)
                {
                    // It was broken, which is why it was left.
                }
            });
        }
    }

    /// <summary>The queue itself where only one takes such messages, which spares the broker two exchanges; otherwise the exchange that copies to all.</summary>
    private sealed record Address(string Exchange, string RoutingKey, bool Mandatory, string Urn)
    {
        public static Address Of<T>(Topology topology)
            where T : class
        {
            var urn = MessageUrn.ForTypeString<T>();
            var mandatory = !PublishedForOutsiders.Any([urn]);
            return mandatory && topology.QueuesOf(typeof(T)) is [var only]
                ? new Address("", only, mandatory, urn)
                : new Address($"{typeof(T).Namespace}:{typeof(T).Name}", "", mandatory, urn);
        }
    }

    private sealed record Link(IConnection Connection, IChannel Channel)
    {
        /// <summary>As for the consumers, see <see cref="BusSetup"/>: with more frames waiting than it queues, the client never
        /// notices a broken connection.</summary>
        public SemaphoreSlim UnderWay { get; } = new(96);
    }
}
