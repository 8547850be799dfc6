using System.Text;
using System.Text.Json;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>A shop's webhook as the bytes of an HTTP/1.1 request.</summary>
internal static class RawWebhook
{
    public const string Last = "Connection: close";

    /// <summary>The body of a paid order's webhook.</summary>
    public static byte[] Order(int number) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["id"] = Shop.OrderId(number),
        ["name"] = $"#{1000 + number}",
        ["created_at"] = Shop.Day(number),
        ["updated_at"] = Shop.Day(number),
        ["financial_status"] = "paid",
        ["currency"] = Shop.Currency,
        ["current_total_price"] = "20.00",
        ["customer"] = new { id = Shop.Ada },
    });

    /// <summary>The signature is that of the body.</summary>
    public static byte[] Announced(byte[] body, params string[] headers) => [.. Head(body, [Length(body.Length), .. headers]), .. body];

    /// <summary>The signature is that of what the chunks hold, ten bytes each.</summary>
    public static byte[] Chunked(byte[] body, params string[] headers) =>
        [.. Head(body, ["Transfer-Encoding: chunked", .. headers]), .. body.Chunk(10).SelectMany(Chunk), .. Chunk([])];

    public static byte[] Chunk(byte[] part) => [.. Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"), .. part, .. "\r\n"u8];

    /// <summary>All before the body.</summary>
    /// <param name="signed">What the signature is of.</param>
    public static byte[] Head(byte[] signed, params string[] headers) => Encoding.ASCII.GetBytes(string.Join("\r\n",
    [
        "POST /webhooks/shopify HTTP/1.1", "Host: delight.example", $"X-Shopify-Shop-Domain: {Shop.Domain}", "X-Shopify-Topic: orders/create",
        $"X-Shopify-Hmac-Sha256: {Started.Sign(signed)}", .. headers, "", "",
    ]));

    public static string Length(int bytes) => $"Content-Length: {bytes}";
}
