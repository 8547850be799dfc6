namespace Delight.Simulator;

/// <summary>An order as it was at one moment of its life, and the topic under which the shop tells of it.</summary>
internal sealed record OrderSnapshot(string Topic, ShopOrder Order, DateTimeOffset At)
{
    public ShopDelivery ToDelivery() => new(Topic, WebhookJson.Write(Order, At));

    /// <summary>The order before it was cancelled: what was refunded had been paid, what was voided never was.</summary>
    public static OrderSnapshot Placed(ShopOrder order) =>
        new(ShopTopic.OrderCreated, order.CancelledAt is null ? order : order with
        {
            CancelledAt = null,
            FinancialStatus = order.FinancialStatus switch { "refunded" => "paid", "voided" => "pending", var same => same },
        }, order.CreatedAt);

    /// <summary>Never older than the order itself, else the receiver would rightly take it for outdated.</summary>
    public static OrderSnapshot Cancelled(ShopOrder order, DateTimeOffset cancelledAt) =>
        new(ShopTopic.OrderCancelled, order, cancelledAt < order.CreatedAt ? order.CreatedAt : cancelledAt);
}
