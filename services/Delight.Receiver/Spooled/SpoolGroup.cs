using System.Text.Json.Nodes;

namespace Delight.Receiver.Spooled;

/// <param name="Shop">Empty where it cannot be read.</param>
/// <param name="Topic">Or the kind of message where there is none.</param>
/// <param name="OldestId">Of one of them to look at.</param>
internal sealed record SpoolGroup(string Cause, string Shop, string Topic, long Deliveries, DateTimeOffset? Oldest, string OldestId);

/// <param name="Payload">Texts masked.</param>
internal sealed record SpooledDelivery(string DeliveryId, string Shop, string Topic, DateTimeOffset? ReceivedAt, string Cause, JsonNode Payload);
