namespace Delight.Simulator;

/// <summary>A shop that really was, told again from its recorded orders.</summary>
public static class RecordedShop
{
    /// <summary>The webhooks of a history in time order: orders/create for each order, orders/cancelled for each
    /// cancelled one at its time. Orders of the same moment come by id. All orders are read before the first webhook.</summary>
    public static IEnumerable<ShopDelivery> Deliveries(IEnumerable<ShopOrder> history) =>
        history.SelectMany(LifeOf)
            .OrderBy(snapshot => snapshot.At).ThenBy(snapshot => snapshot.Order.Id)
            .Select(snapshot => snapshot.ToDelivery());

    private static IEnumerable<OrderSnapshot> LifeOf(ShopOrder order)
    {
        yield return OrderSnapshot.Placed(order);
        if (order.CancelledAt is { } cancelledAt)
            yield return OrderSnapshot.Cancelled(order, cancelledAt);
    }
}
