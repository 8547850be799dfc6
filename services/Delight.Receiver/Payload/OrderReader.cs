using Delight.Contracts;

namespace Delight.Receiver.Payload;

/// <summary>Reads and checks a delivery's body: an order, or the reasons why there is none.</summary>
internal sealed class OrderReader(OrderSeenValidator validator)
{
    public (OrderSeen? Order, IReadOnlyList<string> Reasons) Read(string shop, Delivery delivery, ReadOnlySpan<byte> body)
    {
        if (delivery.Topic.Length == 0)
        {
            return (null, ["The header X-Shopify-Topic is missing."]);
        }

        var (order, faults) = OrderMapping.Read(shop, delivery, body);
        var reasons = order is null ? faults : validator.Faults(order);
        return (reasons.Count == 0 ? order : null, reasons);
    }
}
