using System.Buffers;
using System.Net.Mime;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace Delight.Platform.Bus;

/// <summary>MassTransit's envelope with only what somebody reads. Written whole it is longer than the message in it: addresses,
/// versions and the name of the machine, kept in every copy of every queue and read again by every consumer.</summary>
internal sealed class ShortEnvelope : ISerializerFactory, IMessageSerializer
{
    private readonly SystemTextJsonMessageSerializer _whole = new();

    public ContentType ContentType => SystemTextJsonMessageSerializer.JsonContentType;

    public IMessageSerializer CreateSerializer() => this;

    public IMessageDeserializer CreateDeserializer() => _whole;

    /// <summary>A fault is written whole: who takes it asks where it came from.</summary>
    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class => typeof(T).Assembly == typeof(Contracts.MessageId).Assembly
            ? new MemoryMessageBody(Write(context.Message, context.MessageId, context.SupportedMessageTypes))
            : _whole.GetMessageBody(context);

    public static ReadOnlyMemory<byte> Write<T>(T message, Guid? messageId, params IEnumerable<string> urns)
        where T : class
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        if (messageId is { } id)
        {
            json.WriteString("messageId", id);
        }

        json.WriteStartArray("messageType");
        foreach (var urn in urns)
        {
            json.WriteStringValue(urn);
        }

        json.WriteEndArray();
        json.WritePropertyName("message");
        JsonSerializer.Serialize(json, message, SystemTextJsonMessageSerializer.Options);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
