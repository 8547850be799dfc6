using System.Text.Json;

namespace Delight.Simulator;

/// <summary>The customer inside an order: not there for guests, and without names and address where the shop does not share them.</summary>
internal static class CustomerJson
{
    public static void Write(Utf8JsonWriter json, ShopOrder order)
    {
        if (order.CustomerId is not { } id)
            return;

        json.WriteStartObject("customer"u8);
        json.WriteNumber("id"u8, id);
        GlobalId.Write(json, "Customer"u8, id);
        json.WriteNull("note"u8);
        json.WriteString("state"u8, "enabled"u8);
        json.WriteBoolean("verified_email"u8, value: true);
        json.WriteNull("multipass_identifier"u8);
        json.WriteBoolean("tax_exempt"u8, value: false);
        WriteWhenKnown(json, "email"u8, order.CustomerEmail);
        WriteWhenKnown(json, "first_name"u8, order.CustomerFirstName);
        WriteWhenKnown(json, "last_name"u8, order.CustomerLastName);
        json.WriteString("currency"u8, order.Currency);
        json.WriteEndObject();
    }

    public static void WriteWhenKnown(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }
}
