namespace Delight.Simulator;

/// <summary>A shop that never was, with customers whose true habits are known. The same seed gives the same shop, to the byte.</summary>
public static class DemoShop
{
    /// <summary>The orders of 78 weeks, in time order, ids growing with time: the customers' by
    /// <see cref="PurchaseModel"/>, about 5 % guests' orders besides, and a few test orders. About 3 % are cancelled.</summary>
    /// <param name="customers">How many customers, each with at least one order.</param>
    /// <param name="seed">What chance starts from.</param>
    /// <param name="end">The latest moment of the history.</param>
    public static IReadOnlyList<ShopOrder> History(int customers, int seed, DateTimeOffset end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(customers);
        return new DemoHistory(customers, seed, end).Orders();
    }

    /// <summary>The webhooks of a history as they arrive: orders/create for each in time order; orders/paid for those
    /// paid later; orders/cancelled and orders/updated for the cancelled. About 5 % come twice and 3 % a few hundred places late.</summary>
    /// <param name="history">Orders in their last known state.</param>
    /// <param name="seed">What chance starts from.</param>
    public static IEnumerable<ShopDelivery> Deliveries(IReadOnlyList<ShopOrder> history, int seed) =>
        new DemoPlan(history, seed).Deliveries();
}
