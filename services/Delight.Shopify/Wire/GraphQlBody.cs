using System.Buffers;
using System.Text.Json;

namespace Delight.Shopify.Wire;

internal static class GraphQlBody
{
    public static byte[] Write(string document, JsonElement variables)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("query", document);
            json.WritePropertyName("variables");
            variables.WriteTo(json);
            json.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }
}
