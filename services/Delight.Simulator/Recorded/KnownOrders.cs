namespace Delight.Simulator;

/// <summary>Sees to it that no order is in a history twice.</summary>
internal sealed class KnownOrders(HistoryTable table)
{
    private readonly Dictionary<long, int> lines = [];

    public void Add(ShopOrder order, Column column)
    {
        if (!lines.TryAdd(order.Id, table.Line))
            throw table.Fault(column, $"the order {order.Name} is on line {lines[order.Id]} already; name each order once.");
    }
}
