using Delight.Contracts;
using Delight.Platform.Store;

namespace Delight.Receiver.Quarantine;

/// <summary>A row of the table <c>quarantine</c>.</summary>
internal sealed record QuarantinedDelivery
{
    public string DeliveryId { get; init; } = "";
    public string Shop { get; init; } = "";
    public string Topic { get; init; } = "";
    public long ReceivedAt { get; init; }
    public string Reasons { get; init; } = "";
    public byte[] Body { get; init; } = [];

    public Delivery ToDelivery(string receiver) =>
        new() { Id = Guid.Parse(DeliveryId), Topic = Topic, ReceivedAt = Instant.FromStore(ReceivedAt), Receiver = receiver };
}
