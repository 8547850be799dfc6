using System.Text.Json;

namespace Delight.Simulator;

/// <summary>Where the parcel goes and what its way costs; no address when nothing is shipped.</summary>
internal static class ShippingJson
{
    public static void Write(Utf8JsonWriter json, MoneyJson money, ShopOrder order, IReadOnlyList<ShopLine> lines, OrderSums sums)
    {
        var shipped = lines.Any(line => line.RequiresShipping);
        if (shipped)
            WriteAddress(json, order);
        else
            json.WriteNull("shipping_address"u8);

        json.WriteStartArray("shipping_lines"u8);
        if (shipped)
            WriteWay(json, money, sums.Shipping);
        json.WriteEndArray();
    }

    private static void WriteAddress(Utf8JsonWriter json, ShopOrder order)
    {
        json.WriteStartObject("shipping_address"u8);
        CustomerJson.WriteWhenKnown(json, "first_name"u8, order.CustomerFirstName);
        CustomerJson.WriteWhenKnown(json, "last_name"u8, order.CustomerLastName);
        json.WriteString("address1"u8, "12 Lantern Lane"u8);
        json.WriteNull("address2"u8);
        json.WriteNull("phone"u8);
        json.WriteString("city"u8, "Portland"u8);
        json.WriteString("zip"u8, "04101"u8);
        json.WriteString("province"u8, "Maine"u8);
        json.WriteString("country"u8, "United States"u8);
        json.WriteString("country_code"u8, "US"u8);
        json.WriteString("province_code"u8, "ME"u8);
        json.WriteEndObject();
    }

    private static void WriteWay(Utf8JsonWriter json, MoneyJson money, decimal price)
    {
        json.WriteStartObject();
        json.WriteString("code"u8, "Standard"u8);
        money.Amount("price"u8, price);
        money.Set("price_set"u8, price);
        json.WriteString("source"u8, "shopify"u8);
        json.WriteString("title"u8, "Standard"u8);
        json.WriteEndObject();
    }
}
