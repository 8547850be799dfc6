using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Delight.Platform.Failures;

/// <summary>A payload for people's eyes: every text is masked but times, amounts, ids and what the caller knows to be no one's.</summary>
public static class Masked
{
    private const string Mask = "•••";
    private static readonly string[] OfTheEnvelope = ["messageId", "messageType"];

    /// <summary>Properties of Delight's own messages whose texts say nothing about a person.</summary>
    public static IReadOnlyList<string> PlainInMessages { get; } = ["shop", "orderId", "orderName", "customerId", "topic", "kind", "sku", "rule", "currency", "financialStatus"];

    // In the names of what is counted or paid. Any other number may be a postcode or somebody's telephone.
    private static readonly string[] Sums = ["price", "amount", "total", "quantity", "rate", "discount", "tax"];

    /// <param name="plain">Names of properties whose texts may be seen. What is not named is personal until somebody has looked at it.</param>
    /// <returns>Only its length for what is no JSON.</returns>
    public static JsonNode Of(byte[] body, params IEnumerable<string> plain)
    {
        try
        {
            return Copy("", JsonNode.Parse(body), plain.Concat(OfTheEnvelope).ToHashSet(StringComparer.OrdinalIgnoreCase)) ?? JsonValue.Create("null");
        }
        catch (JsonException)
        {
            return JsonValue.Create($"{body.Length} bytes that are no JSON");
        }
    }

    private static JsonNode? Copy(string name, JsonNode? node, HashSet<string> plain) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Copy(p.Key, p.Value, plain)))),
        JsonArray a => new JsonArray([.. a.Select(item => Copy(name, item, plain))]),
        JsonValue v when v.GetValueKind() == JsonValueKind.String && !plain.Contains(name) && !IsNoOnes(name, v.GetValue<string>()) => JsonValue.Create(Mask),
        _ => node?.DeepClone(),
    };

    private static bool IsNoOnes(string name, string text) => text.Length == 0
        || Guid.TryParse(text, out _)
        || (Sums.Any(s => name.Contains(s, StringComparison.OrdinalIgnoreCase)) && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _))
        || DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
