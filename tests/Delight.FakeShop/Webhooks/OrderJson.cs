using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Delight.Simulator;

namespace Delight.FakeShops;

/// <summary>An order as its webhooks carry it: what the pretend shops write, and what only a shop that can be changed knows.</summary>
internal static class OrderJson
{
    // Numbers of all sizes and letters of all scripts go out as they are.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonNode body) => JsonSerializer.SerializeToUtf8Bytes(body, Plain);

    public static JsonObject Of(FakeOrder order, FakeCustomer? customer, bool sharesNames)
    {
        var named = sharesNames ? customer : null;
        var json = JsonNode.Parse(WebhookJson.Write(
            new ShopOrder
            {
                Id = order.Id, Name = order.Name, CustomerId = order.CustomerId, CustomerFirstName = named?.FirstName, CustomerLastName = named?.LastName,
                CustomerEmail = named?.Email, CreatedAt = order.CreatedAt, CancelledAt = order.CancelledAt, FinancialStatus = order.FinancialStatus, Test = order.Test,
                Total = order.CurrentTotal, Currency = order.Currency,
                Lines = [.. order.Lines.Select(line => new ShopLine(line.Sku, line.Title, line.Quantity, line.Price, line.RequiresShipping, line.Vendor))],
            },
            order.UpdatedAt, order.FulfillmentStatus))!.AsObject();

        json["cancel_reason"] = order.CancelReason;
        json["closed_at"] = order.ClosedAt is { } closed ? JsonValue.Create(closed) : null;
        json["customer_locale"] = order.Locale;
        json["note"] = order.Note;
        json["tags"] = string.Join(", ", order.Tags.Order(StringComparer.OrdinalIgnoreCase));
        json["total_price"] = Amount(order.Total);
        json["refunds"] = new JsonArray([.. order.Refunds.Select(refund => (JsonNode)Refund(order, refund))]);
        foreach (var (line, known) in json["line_items"]!.AsArray().Zip(order.Lines))
            Complete(line!.AsObject(), known, order.FulfillmentStatus == "fulfilled");
        return json;
    }

    public static JsonObject Refund(FakeOrder order, FakeRefund refund) => new()
    {
        ["id"] = refund.Id,
        ["order_id"] = order.Id,
        ["created_at"] = refund.At,
        ["processed_at"] = refund.At,
        ["note"] = refund.Note,
        ["restock"] = false,
        ["admin_graphql_api_id"] = Gid.Of("Refund", refund.Id),
        ["refund_line_items"] = new JsonArray(),
        ["order_adjustments"] = new JsonArray(),
        ["transactions"] = new JsonArray(new JsonObject { ["kind"] = "refund", ["status"] = "success", ["amount"] = Amount(refund.Amount), ["currency"] = order.Currency }),
    };

    /// <summary>What <c>orders/edited</c> carries: not the order, only what was changed.</summary>
    public static JsonObject Edit(FakeOrder order, FakeEdit edit, IEnumerable<(long Line, int Delta)> changes)
    {
        var all = changes.ToList();
        return new()
        {
            ["order_edit"] = new JsonObject
            {
                ["id"] = edit.Id,
                ["app_id"] = 580111,
                ["created_at"] = edit.At,
                ["committed_at"] = edit.At,
                ["notify_customer"] = edit.NotifiedCustomer,
                ["order_id"] = order.Id,
                ["staff_note"] = edit.StaffNote ?? "",
                ["user_id"] = null,
                ["line_items"] = new JsonObject
                {
                    ["additions"] = Deltas(all.Where(change => change.Delta > 0)),
                    ["removals"] = Deltas(all.Where(change => change.Delta < 0)),
                },
            },
        };
    }

    private static JsonArray Deltas(IEnumerable<(long Line, int Delta)> changes) =>
        new([.. changes.Select(change => (JsonNode)new JsonObject { ["id"] = change.Line, ["delta"] = Math.Abs(change.Delta) })]);

    private static void Complete(JsonObject line, FakeLine known, bool fulfilled)
    {
        line["id"] = known.Id;
        line["admin_graphql_api_id"] = Gid.Of("LineItem", known.Id);
        line["current_quantity"] = known.CurrentQuantity;
        line["fulfillable_quantity"] = fulfilled ? 0 : known.CurrentQuantity;
        line["vendor"] = known.Vendor;
        line["taxable"] = known.Taxable;
        line["variant_id"] = known.Variant?.Id;
        line["product_id"] = known.Variant?.Id;
        line["total_discount"] = Amount(known.Discount * known.Quantity);
        line["properties"] = new JsonArray([.. known.Attributes.Select(pair => (JsonNode)new JsonObject { ["name"] = pair.Key, ["value"] = pair.Value })]);
    }

    private static string Amount(decimal amount) => amount.ToString("F2", System.Globalization.CultureInfo.InvariantCulture);
}
