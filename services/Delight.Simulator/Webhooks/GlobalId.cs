using System.Text.Json;
using System.Text.Unicode;

namespace Delight.Simulator;

/// <summary>The name the platform's other interface has for the same thing, for instance <c>gid://shopify/Order/1042</c>.</summary>
internal static class GlobalId
{
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> kind, long id)
    {
        Span<byte> text = stackalloc byte[64];
        var start = "gid://shopify/"u8;
        start.CopyTo(text);
        kind.CopyTo(text[start.Length..]);
        var length = start.Length + kind.Length;
        Utf8.TryWrite(text[length..], $"/{id}", out var written);
        json.WriteString("admin_graphql_api_id"u8, text[..(length + written)]);
    }
}
