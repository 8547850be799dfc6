namespace Delight.FakeShops;

internal static class OrdersPage
{
    private const int Most = 50;

    public static string Write(FakeShop shop)
    {
        var rows = shop.Merchant.Newest(Most).Select(order => new[]
        {
            $"""<a href="/orders/{order.Id}">{Html.Text(order.Name)}</a>""",
            Html.Time(order.CreatedAt),
            Html.Text(OrderPage.NameOf(shop, order)),
            Html.Badge(OrderPage.StateOf(order)) + Html.Badge(order.FinancialStatus),
            $"{order.CurrentTotal:F2} {order.Currency}",
            string.Concat(order.Tags.Select(Html.Badge)),
        });
        return Html.Page(shop, "Orders", $"""
            <form class="new" method="post" action="/orders">
              <label>Customer's number <input name="customer" inputmode="numeric" value="1001" required></label>
              <label>First name <input name="name" value="Ada"></label>
              <label>What <input name="title" value="Morning tea"></label>
              <label>Price <input name="price" inputmode="decimal" value="24.00"></label>
              <button class="main">New order</button>
            </form>
            {Html.Table(["Order", "Placed", "Customer", "State", "Total", "Tags"], rows)}
            <p class="aside">{shop.Merchant.OrderCount} orders in all; the newest {Most} are shown. Customers got {shop.Merchant.CustomerNotifications} messages about edits.</p>
            """);
    }
}
