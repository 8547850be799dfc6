namespace Delight.Simulator;

/// <summary>A webhook to be posted: its topic, and the very bytes that are signed and sent.</summary>
/// <param name="Topic">The platform's name for what happened, see <see cref="ShopTopic"/>.</param>
/// <param name="Body">JSON in UTF-8.</param>
public sealed record ShopDelivery(string Topic, byte[] Body);

/// <summary>The topics a pretend shop posts. Each carries the whole order as it then was.</summary>
public static class ShopTopic
{
    public const string OrderCreated = "orders/create";
    public const string OrderPaid = "orders/paid";
    public const string OrderUpdated = "orders/updated";
    public const string OrderCancelled = "orders/cancelled";
}
