using System.Text.Json;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.Platform.Bus;
using MassTransit;

namespace Delight.Platform.Tests.Bus;

internal sealed class ShortEnvelopeTests
{
    private static readonly Guid Id = new("01936d2e-7c5a-7b3f-9c41-5d2f8a6b0e17");

    [Test]
    public void Holds_what_the_contract_promises_and_no_more()
    {
        using var json = JsonDocument.Parse(ShortEnvelope.Write(Shop.Ranked(), Id, MessageUrn.ForTypeString<OrderRanked>()));

        Assert.That(json.RootElement.EnumerateObject().Select(p => p.Name), Is.EqualTo((string[])["messageId", "messageType", "message"]));
        Assert.That(json.RootElement.GetProperty("messageId").GetGuid(), Is.EqualTo(Id));
        Assert.That(json.RootElement.GetProperty("messageType")[0].GetString(), Is.EqualTo("urn:message:Delight.Contracts:OrderRanked"));
        Assert.That(json.RootElement.GetProperty("message").GetProperty("ordinal").GetInt32(), Is.EqualTo(Shop.Ranked().Ordinal));
    }

    [Test]
    public void Is_read_by_whoever_reads_the_long_one()
    {
        var context = new ShortEnvelope().CreateDeserializer().Deserialize(
            new MassTransit.Serialization.MemoryMessageBody(ShortEnvelope.Write(Shop.Ranked(), Id, MessageUrn.ForTypeString<OrderRanked>())), new NoHeaders());

        Assert.That(context.TryGetMessage<OrderRanked>(out var read) ? JsonSerializer.Serialize(read) : null, Is.EqualTo(JsonSerializer.Serialize(Shop.Ranked())));
        Assert.That(context.MessageId, Is.EqualTo(Id));
    }

    private sealed class NoHeaders : Headers
    {
        public IEnumerable<KeyValuePair<string, object>> GetAll() => [];

        public bool TryGetHeader(string key, out object value)
        {
            value = null!;
            return false;
        }

        public T? Get<T>(string key, T? defaultValue = default)
            where T : class => defaultValue;

        public T? Get<T>(string key, T? defaultValue = default)
            where T : struct => defaultValue;

        public IEnumerator<HeaderValue> GetEnumerator() => Enumerable.Empty<HeaderValue>().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
