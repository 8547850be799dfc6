using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Delight.Simulator;

/// <summary>An order as the platform's order topics carry it: the whole order, as it then was.</summary>
public static class WebhookJson
{
    // Like the platform, letters of all scripts go out as they are: the body is never put into a page.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The body of a webhook, JSON in UTF-8, about 3 to 4 KB. The same order gives the same bytes.</summary>
    /// <param name="order">The order as it is at that moment.</param>
    /// <param name="updatedAt">Orders the snapshots of one order.</param>
    /// <param name="fulfillmentStatus">The platform's word: absent, <c>partial</c> or <c>fulfilled</c>.</param>
    public static byte[] Write(ShopOrder order, DateTimeOffset updatedAt, string? fulfillmentStatus = null)
    {
        var buffer = new ArrayBufferWriter<byte>(8192);
        using var json = new Utf8JsonWriter(buffer, Plain);
        var money = new MoneyJson(json, order.Currency);
        IReadOnlyList<ShopLine> lines = order.Lines.Count > 0 ? order.Lines : [new(Sku: null, "Goods", 1, order.Total)];
        var sums = OrderSums.Of(lines, order.Total);

        json.WriteStartObject();
        WriteHead(json, order, updatedAt, fulfillmentStatus);
        WriteSums(json, money, order, sums);
        CustomerJson.Write(json, order);
        LineJson.Write(json, money, order, lines, fulfillmentStatus);
        ShippingJson.Write(json, money, order, lines, sums);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteHead(Utf8JsonWriter json, ShopOrder order, DateTimeOffset updatedAt, string? fulfillmentStatus)
    {
        json.WriteNumber("id"u8, order.Id);
        GlobalId.Write(json, "Order"u8, order.Id);
        json.WriteNumber("app_id"u8, 580111);
        json.WriteNull("browser_ip"u8);
        json.WriteBoolean("buyer_accepts_marketing"u8, value: false);
        json.WriteString("cancel_reason"u8, order.CancelledAt is null ? null : "customer");
        WriteTime(json, "cancelled_at"u8, order.CancelledAt);
        json.WriteNull("closed_at"u8);
        json.WriteBoolean("confirmed"u8, value: true);
        json.WriteString("contact_email"u8, order.CustomerEmail);
        json.WriteString("created_at"u8, order.CreatedAt);
        json.WriteString("currency"u8, order.Currency);
        json.WriteString("customer_locale"u8, "en"u8);
        json.WriteString("email"u8, order.CustomerEmail);
        json.WriteBoolean("estimated_taxes"u8, value: false);
        json.WriteString("financial_status"u8, order.FinancialStatus);
        json.WriteString("fulfillment_status"u8, fulfillmentStatus);
        json.WriteNull("landing_site"u8);
        json.WriteNull("location_id"u8);
        json.WriteString("name"u8, order.Name);
        json.WriteNull("note"u8);
        WriteEmpty(json, "note_attributes"u8);
        if (int.TryParse(order.Name.AsSpan().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            json.WriteNumber("order_number"u8, number);
        json.WriteNull("phone"u8);
        json.WriteString("presentment_currency"u8, order.Currency);
        json.WriteString("processed_at"u8, order.CreatedAt);
        json.WriteNull("referring_site"u8);
        json.WriteString("source_name"u8, "web"u8);
        json.WriteString("tags"u8, ""u8);
        json.WriteBoolean("taxes_included"u8, value: false);
        json.WriteBoolean("test"u8, order.Test);
        json.WriteString("updated_at"u8, updatedAt);
        json.WriteNull("user_id"u8);
    }

    private static void WriteSums(Utf8JsonWriter json, MoneyJson money, ShopOrder order, OrderSums sums)
    {
        money.Amount("current_subtotal_price"u8, sums.Subtotal);
        money.Set("current_subtotal_price_set"u8, sums.Subtotal);
        money.Amount("current_total_discounts"u8, sums.Discount);
        money.Amount("current_total_price"u8, sums.Total);
        money.Set("current_total_price_set"u8, sums.Total);
        money.Amount("current_total_tax"u8, 0);
        money.Amount("subtotal_price"u8, sums.Subtotal);
        money.Set("subtotal_price_set"u8, sums.Subtotal);
        money.Amount("total_discounts"u8, sums.Discount);
        money.Set("total_discounts_set"u8, sums.Discount);
        money.Amount("total_line_items_price"u8, sums.Goods);
        money.Amount("total_outstanding"u8, string.Equals(order.FinancialStatus, "pending", StringComparison.Ordinal) ? sums.Total : 0);
        money.Amount("total_price"u8, sums.Total);
        money.Set("total_price_set"u8, sums.Total);
        money.Set("total_shipping_price_set"u8, sums.Shipping);
        money.Amount("total_tax"u8, 0);
        money.Amount("total_tip_received"u8, 0);
        WriteEmpty(json, "tax_lines"u8);
        WriteEmpty(json, "discount_codes"u8);
        WriteEmpty(json, "discount_applications"u8);
        WriteEmpty(json, "fulfillments"u8);
        WriteEmpty(json, "refunds"u8);
    }

    private static void WriteTime(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } known)
            json.WriteString(name, known);
        else
            json.WriteNull(name);
    }

    private static void WriteEmpty(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartArray(name);
        json.WriteEndArray();
    }
}
