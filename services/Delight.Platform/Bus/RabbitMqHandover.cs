using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Delight.Platform.Settings;
using MassTransit;
using MassTransit.Logging;
using MassTransit.Serialization;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Delight.Platform.Bus;

/// <summary>Publishes with the broker's own client in MassTransit's format, mandatory and confirmed: this is the one step
/// that a flash sale waits for, and a connection that is gone fails at once instead of waiting to be reopened.</summary>
internal sealed class RabbitMqHandover(IOptions<BusSettings> settings, BusState state) : IHandover, IAsyncDisposable
{
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    // As for the consumers, see BusSetup: with more frames waiting than it queues, the client never notices a broken connection.
    private readonly SemaphoreSlim _underWay = new(96);
    private readonly SemaphoreSlim _opening = new(1);
    private IConnection? _connection;
    private IChannel? _channel;

    public bool Outlives => true;

    public async Task HandOverAsync<T>(T message, Guid messageId, CancellationToken cancellationToken)
        where T : class
    {
        if (!state.Started.IsCompleted)
        {
            throw new BusDownException(state.WaitsFor ?? "The bus is starting.");
        }

        var channel = await ChannelAsync(cancellationToken);
        var properties = new BasicProperties
        {
            Persistent = true,
            MessageId = messageId.ToString(),
            ContentType = SystemTextJsonMessageSerializer.JsonContentType.MediaType,
            Headers = Activity.Current is { Recorded: true, Id: { } trace } ? new Dictionary<string, object?> { [DiagnosticHeaders.ActivityId] = trace } : null,
        };
        await _underWay.WaitAsync(cancellationToken);
        try
        {
            await channel.BasicPublishAsync($"{typeof(T).Namespace}:{typeof(T).Name}", "", mandatory: true, properties, Envelope(message, messageId), cancellationToken);
        }
        finally
        {
            _underWay.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _opening.Dispose();
        _underWay.Dispose();
    }

    private static ReadOnlyMemory<byte> Envelope<T>(T message, Guid messageId)
        where T : class
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("messageId", messageId);
        json.WriteStartArray("messageType");
        json.WriteStringValue(MessageUrn.ForTypeString<T>());
        json.WriteEndArray();
        json.WritePropertyName("message");
        JsonSerializer.Serialize(json, message, SystemTextJsonMessageSerializer.Options);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Opened when first needed, and anew after the broker was away.</summary>
    private async ValueTask<IChannel> ChannelAsync(CancellationToken cancellationToken)
    {
        if (_channel is { IsOpen: true } open)
        {
            return open;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_channel is { IsOpen: true } opened)
            {
                return opened;
            }

            if (_connection is { } old)
            {
                _connection = null;
                await old.DisposeAsync();
            }

            _connection = await RabbitMqConnection.OpenAsync(settings.Value, "delight receiver", cancellationToken, recovers: false);
            return _channel = await _connection.CreateChannelAsync(Confirmed, cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }
}
