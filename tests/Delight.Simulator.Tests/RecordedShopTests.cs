using System.Text.Json;

namespace Delight.Simulator.Tests;

public class RecordedShopTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Orders_are_told_in_time_order_and_cancellations_at_their_time()
    {
        ShopOrder[] history =
        [
            Orders.Any with { Id = 3, CreatedAt = Day.AddDays(2) },
            Orders.Any with { Id = 1, CreatedAt = Day, CancelledAt = Day.AddDays(3), FinancialStatus = "refunded" },
            Orders.Any with { Id = 2, CreatedAt = Day.AddDays(2) },
            Orders.Any with { Id = 4, CreatedAt = Day.AddDays(4) },
        ];

        Assert.That(RecordedShop.Deliveries(history).Select(Told), Is.EqualTo(new[]
        {
            "orders/create 1 paid 2026-03-01",
            "orders/create 2 paid 2026-03-03",
            "orders/create 3 paid 2026-03-03",
            "orders/cancelled 1 refunded 2026-03-04",
            "orders/create 4 paid 2026-03-05",
        }));
    }

    [Test]
    public void An_order_is_never_cancelled_before_it_is_created()
    {
        var order = Orders.Any with { Id = 1, CreatedAt = Day, CancelledAt = Day.AddDays(-1), FinancialStatus = "voided" };

        Assert.That(RecordedShop.Deliveries([order]).Select(Told), Is.EqualTo(new[] { "orders/create 1 pending 2026-03-01", "orders/cancelled 1 voided 2026-03-01" }));
    }

    private static string Told(ShopDelivery delivery)
    {
        using var json = JsonDocument.Parse(delivery.Body);
        var order = json.RootElement;
        return $"{delivery.Topic} {order.GetProperty("id")} {order.GetProperty("financial_status")} {order.GetProperty("updated_at").GetDateTimeOffset():yyyy-MM-dd}";
    }
}
