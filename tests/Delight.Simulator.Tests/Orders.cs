using System.Text.Json;

namespace Delight.Simulator.Tests;

/// <summary>Mother of the orders these tests begin from.</summary>
internal static class Orders
{
    public static ShopOrder Any { get; } = new()
    {
        Id = 9_100_000_000_000_083,
        Name = "#1042",
        CustomerId = 9_200_000_000_000_007,
        CustomerFirstName = "Zoë",
        CustomerLastName = "O'Neill",
        CustomerEmail = "zoe@example.com",
        CreatedAt = new(2026, 3, 1, 10, 15, 0, TimeSpan.FromHours(1)),
        FinancialStatus = "paid",
        Total = 20.30m,
        Currency = "USD",
        Lines = [new("SOAP-LAV", "Lavender soap", 2, 5.90m), new("CHOC-70", "Chocolate", 1, 6.80m)],
    };

    public static DateTimeOffset Updated { get; } = new(2026, 3, 1, 10, 20, 0, TimeSpan.FromHours(1));

    public static JsonElement Webhook(ShopOrder order)
    {
        using var json = JsonDocument.Parse(WebhookJson.Write(order, Updated));
        return json.RootElement.Clone();
    }
}
