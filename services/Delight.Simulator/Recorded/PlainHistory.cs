namespace Delight.Simulator;

/// <summary>A history of one row per order: <c>order_id,customer_id,created_at,total</c>, and <c>currency</c> where it is not US dollars.</summary>
internal static class PlainHistory
{
    public static readonly string[] Columns = ["order_id", "customer_id", "created_at", "total"];

    private const string DateExample = "2026-03-01 or 2026-03-01T10:15:00Z";

    public static IEnumerable<ShopOrder> Read(HistoryTable table, Action<ShopOrder>? seen = null)
    {
        var (id, customer, created, total) = (table.Column("order_id"), table.Column("customer_id"), table.Column("created_at"), table.Column("total"));
        var currency = table.Column("currency");
        while (table.Next())
        {
            var orderId = table.Id(id);
            var order = new ShopOrder
            {
                Id = orderId,
                Name = $"#{orderId}",
                CustomerId = table.IdOrNone(customer),
                CreatedAt = table.Date(created, DateExample),
                FinancialStatus = "paid",
                Total = table.Amount(total),
                Currency = currency.Exists ? table.Currency(currency) : "USD",
            };
            seen?.Invoke(order);
            yield return order;
        }
    }
}
