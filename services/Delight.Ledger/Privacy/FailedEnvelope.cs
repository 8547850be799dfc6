using System.Text.Json;
using System.Text.Json.Nodes;
using Delight.Contracts;
using Delight.Platform.Privacy;

namespace Delight.Ledger.Privacy;

/// <summary>A message as it travelled, and whom it speaks of; a fault speaks of what the message in it does.</summary>
internal sealed class FailedEnvelope
{
    private readonly JsonObject _whole;
    private readonly JsonObject _said;

    private FailedEnvelope(JsonObject whole, JsonObject message)
    {
        _whole = whole;
        _said = message["message"] as JsonObject ?? message;
        Shop = (string?)_said["shop"];
        OrderId = (long?)_said["orderId"];
        CustomerId = (long?)_said["customerId"];
        Delivery = _said["delivery"]?.Deserialize<Delivery>(JsonSerializerOptions.Web);
        MadeAt = (DateTimeOffset?)_said["createdAt"] ?? (DateTimeOffset?)_said["orderedAt"] ?? Delivery?.ReceivedAt;
        SetAside = (string?)_said["body"] is { } base64 ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(base64)) : null;
    }

    public string? Shop { get; }
    public long? OrderId { get; }
    public long? CustomerId { get; }

    /// <summary>How it came to us; absent for what Delight itself says.</summary>
    public Delivery? Delivery { get; }

    /// <summary>When the order was made that it speaks of.</summary>
    public DateTimeOffset? MadeAt { get; }

    /// <summary>The raw body of a delivery that could not be understood.</summary>
    public string? SetAside { get; }

    /// <summary>As it came, not the fault that speaks of it.</summary>
    public bool IsWishToBeForgotten => ReferenceEquals(_said, _whole["message"]) && _said["kind"] is JsonValue kind && (string?)kind == PrivacyKind.CustomerRedact;

    public JsonNode Said => _said.DeepClone();

    /// <returns>Nothing for what is no message of ours.</returns>
    public static FailedEnvelope? Read(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject whole && whole["message"] is JsonObject message ? new FailedEnvelope(whole, message) : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <returns>The message without names, words and addresses; nothing when there are none in it.</returns>
    public byte[]? WithoutWords()
    {
        var removed = false;
        foreach (var personal in new[] { "customerFirstName", "customerEmail", "customerPhone", "specialRequest", "emailDigest" })
        {
            if (_said[personal] is not null)
            {
                (_said[personal], removed) = (null, true);
            }
        }

        if (_said["customerTags"] is JsonArray { Count: > 0 })
        {
            (_said["customerTags"], removed) = (new JsonArray(), true);
        }

        foreach (var line in (_said["lines"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (line["text"] is JsonValue text && (string?)text != RemovedWords.Text)
            {
                (line["text"], line["otherwise"], line["otherWordings"], removed) = (RemovedWords.Text, null, null, true);
            }
        }

        if (!removed)
        {
            return null;
        }

        foreach (var exception in (_whole["message"]!["exceptions"] as JsonArray ?? []).OfType<JsonObject>())
        {
            exception["message"] = ""; // It may quote what is taken out.
        }

        return JsonSerializer.SerializeToUtf8Bytes(_whole);
    }
}
