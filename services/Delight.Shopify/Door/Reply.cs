using System.Text.Json;
using Delight.Shopify.Pace;

namespace Delight.Shopify.Door;

/// <summary>The body of an answer, taken apart.</summary>
internal sealed class Reply : IDisposable
{
    private const int LongestMessage = 300;
    private readonly JsonDocument? _json;

    private Reply(JsonDocument? json)
    {
        _json = json;
        if (json is { RootElement: { ValueKind: JsonValueKind.Object } root })
        {
            Data = root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data : null;
            Errors = root.TryGetProperty("errors", out var errors) ? ReadErrors(errors) : [];
            Cost = root.TryGetProperty("extensions", out var extensions) ? ReadCost(extensions) : null;
        }
    }

    /// <summary>It is JSON at all.</summary>
    public bool IsReadable => _json is not null;

    public JsonElement? Data { get; }

    public IReadOnlyList<(string Code, string Message)> Errors { get; } = [];

    public ToldCost? Cost { get; }

    /// <summary>What the shop says is wrong, shortened.</summary>
    public string Says => string.Join(' ', Errors.Select(e => e.Message)) is var all && all.Length > LongestMessage ? all[..LongestMessage] + "…" : all;

    public static Reply Of(ReadOnlyMemory<byte> body)
    {
        try
        {
            return new Reply(JsonDocument.Parse(body));
        }
        catch (JsonException)
        {
            return new Reply(null);
        }
    }

    public bool IsThrottled => Has("THROTTLED");

    public bool Has(params ReadOnlySpan<string> codes)
    {
        foreach (var (code, _) in Errors)
        {
            if (codes.Contains(code))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => _json?.Dispose();

    /// <summary>A list of objects by GraphQL itself; a word, or words by name, from what stands before it.</summary>
    private static (string, string)[] ReadErrors(JsonElement errors) => errors.ValueKind switch
    {
        JsonValueKind.Array => [.. errors.EnumerateArray().Select(ReadError)],
        JsonValueKind.Null => [],
        _ => [("", errors.ToString())],
    };

    private static (string, string) ReadError(JsonElement error) => error.ValueKind == JsonValueKind.Object
        ? (Text(Part(error, "extensions"), "code"), Text(error, "message"))
        : ("", error.ToString());

    private static ToldCost? ReadCost(JsonElement extensions)
    {
        if (Part(extensions, "cost") is not { } cost || Number(cost, "requestedQueryCost") is not { } requested)
        {
            return null;
        }

        var status = Part(cost, "throttleStatus") is { } told
            && Number(told, "maximumAvailable") is { } maximum && Number(told, "currentlyAvailable") is { } available && Number(told, "restoreRate") is { } rate
            ? new ThrottleStatus(maximum, available, rate) : null;
        return new ToldCost(requested, Number(cost, "actualQueryCost"), status);
    }

    private static JsonElement? Part(JsonElement whole, string name) =>
        whole.ValueKind == JsonValueKind.Object && whole.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : null;

    private static double? Number(JsonElement whole, string name) =>
        whole.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : null;

    private static string Text(JsonElement? whole, string name) =>
        whole is { } known && known.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
