using Delight.Contracts;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Shopify.Reconciling;

/// <summary>As what it was noted that no webhook had told of: handed over again, it is the same delivery.</summary>
internal sealed record NotedDelivery
{
    public string DeliveryId { get; init; } = "";
    public long FoundAt { get; init; }

    public string Receiver => Intake.ReplayOf(DeliveryId);

    public Delivery ToDelivery() => new() { Id = Guid.Parse(DeliveryId), Topic = Delivery.Reconciled, ReceivedAt = Instant.FromStore(FoundAt), Receiver = Receiver };
}
