using System.Text.Json.Nodes;
using Delight.Simulator;

namespace Delight.FakeShops;

/// <summary>Something that the shop tells of.</summary>
/// <param name="Topic">As in the header, for instance <c>orders/create</c>.</param>
/// <param name="About">The id of the order or customer.</param>
/// <param name="EventId">Of what somebody did; several topics may tell of it.</param>
internal sealed record ShopEvent(string Topic, long About, byte[] Body, string EventId)
{
    public static ShopEvent Of(string topic, long about, JsonObject body, string eventId) => new(topic, about, OrderJson.Bytes(body), eventId);
}
