using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Delight.Contracts;
using Delight.Platform.Texts;

namespace Delight.Receiver.Payload;

/// <summary>The platform made one customer of two, or did not: it tells of every attempt under the same topic.</summary>
internal sealed record MergePayload
{
    private const string Topic = "customers/merge";
    private const string Gid = "gid://shopify/Customer/";

    // The platform's CustomerMergeRequestStatus; its webhooks write it in lower case.
    private const string Completed = "completed";
    private static readonly string[] NothingMerged = ["requested", "in_progress", "failed"];

    [JsonPropertyName("admin_graphql_api_customer_kept_id")]
    public JsonElement? Kept { get; init; }

    [JsonPropertyName("admin_graphql_api_customer_deleted_id")]
    public JsonElement? Deleted { get; init; }
    public JsonElement? Status { get; init; }
    public JsonElement? Errors { get; init; }

    public static bool Carries(string topic) => topic == Topic;

    /// <summary>The topic is not signed: a body counts only as what it is itself. No other topic's body has these two names.</summary>
    /// <returns>The merge, or why there is none; neither when the platform says that it merged nobody.</returns>
    public static (CustomersMerged? Merge, IReadOnlyList<string> Reasons) Read(string shop, Delivery delivery, ReadOnlySpan<byte> body)
    {
        try
        {
            var payload = JsonSerializer.Deserialize(body, MergeJson.Default.MergePayload);
            return payload is null ? (null, ["The body is the JSON value null."]) : payload.Map(shop, delivery);
        }
        catch (JsonException fault)
        {
            return (null, [$"The body cannot be read as a {Topic}: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine}."]);
        }
        catch (InvalidOperationException)
        {
            return (null, [$"The body cannot be read as a {Topic}: a text in it is half a character."]); // Half a surrogate pair.
        }
    }

    private (CustomersMerged?, IReadOnlyList<string>) Map(string shop, Delivery delivery)
    {
        if (IdOf(Kept) is not { } kept || IdOf(Deleted) is not { } deleted)
        {
            var missing = new[] { (Id: IdOf(Kept), Name: "admin_graphql_api_customer_kept_id"), (Id: IdOf(Deleted), Name: "admin_graphql_api_customer_deleted_id") }.Where(f => f.Id is null);
            return (null, [.. missing.Select(f => $"The body is not that of a {Topic}: it has no {f.Name} that names a customer.")]);
        }

        var status = StatusNow();
        return NothingMerged.Contains(status) ? (null, [])
            : status != Completed ? (null, [$"What became of the merge is not understood: status is \"{PlainText.Of(status)}\"."])
            : kept == deleted ? (null, ["The kept customer and the deleted one are the same."])
            : (new CustomersMerged { Shop = shop, KeptCustomerId = kept, MergedCustomerId = deleted, Delivery = delivery }, []);
    }

    /// <summary>A body that has none tells by its errors.</summary>
    private string StatusNow() => Status switch
    {
        { ValueKind: JsonValueKind.String } status => status.GetString()!.ToLowerInvariant(),
        { ValueKind: not JsonValueKind.Null } other => other.ValueKind.ToString(),
        _ => Errors is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0 ? "failed" : Completed,
    };

    /// <summary>From <c>gid://shopify/Customer/42</c>, "42" or 42.</summary>
    private static long? IdOf(JsonElement? given) => given switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var id) && id > 0 => id,
        { ValueKind: JsonValueKind.String } text when Digits(text) is var digits
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 => id,
        _ => null,
    };

    private static string Digits(JsonElement text) => text.GetString()!.Trim() is var said && said.StartsWith(Gid, StringComparison.OrdinalIgnoreCase) ? said[Gid.Length..] : said;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MergePayload))]
internal sealed partial class MergeJson : JsonSerializerContext;
