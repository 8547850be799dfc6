using System.Text;
using System.Text.Json;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>The whole program with one shop, of which one order has gone its way: it got an extra and a note.</summary>
public abstract class OnOneOrder
{
    private static readonly byte[] Order = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["id"] = Shop.OrderId(1),
        ["name"] = "#1001",
        ["created_at"] = "2026-11-20T10:15:30Z",
        ["updated_at"] = "2026-11-20T10:15:30Z",
        ["financial_status"] = "paid",
        ["currency"] = "USD",
        ["current_total_price"] = "20.00",
        ["customer"] = new { id = Shop.Ada },
    }));

    internal Started Server { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Server = await Started.WithAsync(
            $"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}", "Rules:FourthToSeventhOrder:From=1");
        Assert.That(await Server.PostWebhookAsync(Order), Is.EqualTo(200));
        await Limit.UntilAsync(async () => (await Server.GetAsync("/api/v1/stats")).Body.GetProperty("pending").GetInt64() == 0, "the order has gone its way");
    }

    [OneTimeTearDown]
    public async Task Stop() => await Server.DisposeAsync();

    internal static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];

    internal static void IsProblem((int Status, string? MediaType, JsonElement Body) answer, int status, string detail)
    {
        Assert.That((answer.Status, answer.MediaType), Is.EqualTo((status, "application/problem+json")));
        Assert.That(answer.Body.GetProperty("detail").GetString(), Is.EqualTo(detail));
    }
}
