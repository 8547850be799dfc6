using System.Text.Json;

namespace Delight.Simulator;

/// <summary>The lines of an order.</summary>
internal static class LineJson
{
    public static void Write(Utf8JsonWriter json, MoneyJson money, ShopOrder order, IReadOnlyList<ShopLine> lines, string? fulfillmentStatus)
    {
        json.WriteStartArray("line_items"u8);
        for (var place = 0; place < lines.Count; place++)
            WriteLine(json, money, IdOf(order, place), lines[place], fulfillmentStatus);
        json.WriteEndArray();
    }

    private static void WriteLine(Utf8JsonWriter json, MoneyJson money, long id, ShopLine line, string? fulfillmentStatus)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, id);
        GlobalId.Write(json, "LineItem"u8, id);
        json.WriteNumber("current_quantity"u8, line.Quantity);
        json.WriteNumber("fulfillable_quantity"u8, fulfillmentStatus is "fulfilled" ? 0 : line.Quantity);
        json.WriteString("fulfillment_service"u8, "manual"u8);
        json.WriteString("fulfillment_status"u8, fulfillmentStatus);
        json.WriteBoolean("gift_card"u8, value: false);
        json.WriteString("name"u8, line.Title);
        money.Amount("price"u8, line.Price);
        money.Set("price_set"u8, line.Price);
        json.WriteBoolean("product_exists"u8, value: true);
        json.WriteNumber("quantity"u8, line.Quantity);
        json.WriteBoolean("requires_shipping"u8, line.RequiresShipping);
        json.WriteString("sku"u8, line.Sku);
        json.WriteBoolean("taxable"u8, value: true);
        json.WriteString("title"u8, line.Title);
        money.Amount("total_discount"u8, 0);
        json.WriteNull("variant_title"u8);
        json.WriteStartArray("properties"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Any positive number that stays the same for the same line will do.
    private static long IdOf(ShopOrder order, int place) => unchecked((order.Id * 31) + place) & long.MaxValue;
}
