using System.Text;
using System.Text.Json.Nodes;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.Receiver.Payload;

namespace Delight.Receiver.Tests.Payload;

/// <summary>Mother of the platform's order JSON.</summary>
internal static class PlatformOrder
{
    public static readonly Delivery Arrived = Shop.Delivery("orders/create");

    public static JsonObject Any() => new()
    {
        ["id"] = 820_982_911_946_154_508,
        ["name"] = "#1042",
        ["created_at"] = "2026-11-20T05:15:30-05:00",
        ["updated_at"] = "2026-11-20T05:20:00-05:00",
        ["cancelled_at"] = null,
        ["financial_status"] = "paid",
        ["fulfillment_status"] = null,
        ["test"] = false,
        ["currency"] = "USD",
        ["current_total_price"] = "49.95",
        ["total_price"] = "60.00",
        ["customer"] = new JsonObject { ["id"] = 9_200_000_000_000_007, ["first_name"] = "Ada" },
        ["line_items"] = new JsonArray(new JsonObject { ["requires_shipping"] = true }),
    };

    public static JsonObject With(this JsonObject order, string field, JsonNode? value)
    {
        order[field] = value;
        return order;
    }

    public static JsonObject Without(this JsonObject order, params string[] fields)
    {
        foreach (var field in fields)
        {
            order.Remove(field);
        }

        return order;
    }

    public static (OrderSeen? Order, IReadOnlyList<string> Faults) Read(byte[] body) => OrderMapping.Read(Shop.Domain, Arrived, body);

    public static (OrderSeen? Order, IReadOnlyList<string> Faults) Read(string body) => Read(Encoding.UTF8.GetBytes(body));

    /// <summary>An order that can be read.</summary>
    public static OrderSeen Map(JsonObject order)
    {
        var (mapped, faults) = Read(order.ToJsonString());
        Assert.That(faults, Is.Empty);
        return mapped!;
    }

    public static IReadOnlyList<string> Faults(JsonObject order) => Read(order.ToJsonString()).Faults;
}
