using System.Text.Json;

namespace Delight.Simulator.Tests;

public class WebhookJsonTests
{
    [Test]
    public void An_order_carries_its_own_fields()
    {
        var order = Orders.Webhook(Orders.Any);

        Assert.That(order.GetProperty("id").GetInt64(), Is.EqualTo(9_100_000_000_000_083));
        Assert.That(order.GetProperty("admin_graphql_api_id").GetString(), Is.EqualTo("gid://shopify/Order/9100000000000083"));
        Assert.That(order.GetProperty("name").GetString(), Is.EqualTo("#1042"));
        Assert.That(order.GetProperty("order_number").GetInt32(), Is.EqualTo(1042));
        Assert.That(order.GetProperty("created_at").GetString(), Is.EqualTo("2026-03-01T10:15:00+01:00"));
        Assert.That(order.GetProperty("updated_at").GetString(), Is.EqualTo("2026-03-01T10:20:00+01:00"));
        Assert.That(order.GetProperty("processed_at").GetString(), Is.EqualTo("2026-03-01T10:15:00+01:00"));
        Assert.That(order.GetProperty("cancelled_at").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(order.GetProperty("cancel_reason").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(order.GetProperty("fulfillment_status").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(order.GetProperty("note").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(order.GetProperty("test").GetBoolean(), Is.False);
        Assert.That(order.GetProperty("financial_status").GetString(), Is.EqualTo("paid"));
        Assert.That(order.GetProperty("currency").GetString(), Is.EqualTo("USD"));
        Assert.That(order.GetProperty("presentment_currency").GetString(), Is.EqualTo("USD"));
        Assert.That(order.GetProperty("email").GetString(), Is.EqualTo("zoe@example.com"));
        Assert.That(order.GetProperty("tags").GetString(), Is.Empty);
        Assert.That(order.GetProperty("source_name").GetString(), Is.EqualTo("web"));
    }

    [Test]
    public void A_guests_order_has_no_customer() =>
        Assert.That(Orders.Webhook(Orders.Any with { CustomerId = null }).TryGetProperty("customer", out _), Is.False);

    [Test]
    public void A_customer_has_a_name_and_a_script_of_their_own()
    {
        var customer = Orders.Webhook(Orders.Any with { CustomerFirstName = "さくら", CustomerLastName = "髙橋 \"🌸\" <&>" }).GetProperty("customer");

        Assert.That(customer.GetProperty("id").GetInt64(), Is.EqualTo(9_200_000_000_000_007));
        Assert.That(customer.GetProperty("first_name").GetString(), Is.EqualTo("さくら"));
        Assert.That(customer.GetProperty("last_name").GetString(), Is.EqualTo("髙橋 \"🌸\" <&>"));
        Assert.That(customer.GetProperty("email").GetString(), Is.EqualTo("zoe@example.com"));
    }

    [Test]
    public void A_shop_that_shares_no_names_sends_none()
    {
        var order = Orders.Webhook(Orders.Any with { CustomerFirstName = null, CustomerLastName = null, CustomerEmail = null });

        foreach (var name in new[] { "first_name", "last_name", "email" })
            Assert.That(order.GetProperty("customer").TryGetProperty(name, out _), Is.False, name);
        Assert.That(order.GetProperty("email").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void A_cancelled_order_says_when_and_why()
    {
        var order = Orders.Webhook(Orders.Any with { CancelledAt = Orders.Updated, FinancialStatus = "refunded" });

        Assert.That(order.GetProperty("cancelled_at").GetString(), Is.EqualTo("2026-03-01T10:20:00+01:00"));
        Assert.That(order.GetProperty("cancel_reason").GetString(), Is.EqualTo("customer"));
    }

    [Test]
    public void A_shipped_order_says_so()
    {
        using var json = JsonDocument.Parse(WebhookJson.Write(Orders.Any, Orders.Updated, "fulfilled"));

        Assert.That(json.RootElement.GetProperty("fulfillment_status").GetString(), Is.EqualTo("fulfilled"));
        Assert.That(json.RootElement.GetProperty("line_items")[0].GetProperty("fulfillable_quantity").GetInt32(), Is.Zero);
    }

    [Test]
    public void A_body_weighs_about_what_a_real_one_does() =>
        Assert.That(WebhookJson.Write(Orders.Any, Orders.Updated), Has.Length.InRange(3_000, 4_500));

    [Test]
    public void The_platform_knows_every_field_that_is_written()
    {
        string[] samples = ["orders_create.2026-04.docs-example.json", "orders_create.2025-04.exemplar-no-customer-pii.json", "orders_create.no-customer.webhookdb.json"];
        var known = samples.Select(sample => FieldsOf(File.ReadAllBytes(SharedData.Find($"shopify/{sample}")))).SelectMany(fields => fields).ToHashSet();

        Assert.That(FieldsOf(WebhookJson.Write(Orders.Any, Orders.Updated)).Except(known), Is.Empty);
    }

    private static HashSet<string> FieldsOf(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return [.. FieldsOf(json.RootElement, "")];
    }

    private static IEnumerable<string> FieldsOf(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => FieldsOf(field.Value, $"{path}.{field.Name}").Prepend($"{path}.{field.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => FieldsOf(item, $"{path}[]")),
        _ => [],
    };
}
