using System.Text.Json;
using System.Text.Json.Serialization;
using Delight.Contracts;

namespace Delight.Receiver.Payload;

/// <summary>The platform's requests on behalf of customers who want to know or to be forgotten.</summary>
internal sealed record PrivacyPayload
{
    private static readonly string[] Topics =
        [PrivacyKind.CustomerDataRequest, PrivacyKind.CustomerRedact, PrivacyKind.ShopRedact, PrivacyKind.ShopUninstalled];

    public string? ShopDomain { get; init; }
    public string? MyshopifyDomain { get; init; }
    public PrivacyCustomer? Customer { get; init; }
    public IReadOnlyList<long>? OrdersToRedact { get; init; }
    public IReadOnlyList<long>? OrdersRequested { get; init; }
    public JsonElement? LineItems { get; init; }

    public static bool Carries(string topic) => Topics.Contains(topic);

    /// <summary>The topic is not signed: a body counts only as what it is itself, or an order sent again under another topic
    /// would wipe a shop.</summary>
    /// <returns>The request, or why there is none.</returns>
    public static (PrivacyRequested? Request, IReadOnlyList<string> Reasons) Read(string shop, Delivery delivery, ReadOnlySpan<byte> body)
    {
        try
        {
            var payload = JsonSerializer.Deserialize(body, PrivacyJson.Default.PrivacyPayload);
            if (payload is null || payload.Fault(shop, delivery.Topic) is not null)
            {
                return (null, [payload?.Fault(shop, delivery.Topic) ?? "The body is the JSON value null."]);
            }

            return (new PrivacyRequested
            {
                Shop = shop,
                Kind = delivery.Topic,
                CustomerId = payload.Customer?.Id,
                CustomerEmail = PrivacyCustomer.Text(payload.Customer?.Email),
                CustomerPhone = PrivacyCustomer.Text(payload.Customer?.Phone),
                OrderIds = payload.OrdersToRedact ?? payload.OrdersRequested ?? [],
                Delivery = delivery,
            }, []);
        }
        catch (JsonException fault)
        {
            return (null, [$"The body cannot be read as a {delivery.Topic} request: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine}."]);
        }
    }

    private string? Fault(string shop, string topic)
    {
        var named = topic == PrivacyKind.ShopUninstalled ? MyshopifyDomain : ShopDomain;
        var namesSomebody = Customer is not null || OrdersToRedact is not null || OrdersRequested is not null || LineItems is not null;
        var missing = topic switch
        {
            PrivacyKind.CustomerRedact or PrivacyKind.CustomerDataRequest when Customer?.Id is not > 0 => "customer.id",
            PrivacyKind.CustomerRedact when OrdersToRedact is null => "orders_to_redact",
            PrivacyKind.CustomerDataRequest when OrdersRequested is null => "orders_requested",
            _ => null,
        };
        return !string.Equals(named, shop, StringComparison.OrdinalIgnoreCase) ? $"The body does not name the shop that signed it, as a {topic} request does."
            : missing is not null ? $"The body is not that of a {topic} request: it has no {missing}."
            : topic is PrivacyKind.ShopRedact or PrivacyKind.ShopUninstalled && namesSomebody ? $"The body is not that of a {topic} request: it names a customer or orders."
            : null;
    }
}

/// <summary>What the platform calls the customer by; whatever stands where an address should is no reason to refuse the request.</summary>
internal sealed record PrivacyCustomer
{
    public long? Id { get; init; }
    public JsonElement? Email { get; init; }
    public JsonElement? Phone { get; init; }

    public static string? Text(JsonElement? given) => given is { ValueKind: JsonValueKind.String } text && text.GetString() is { } found && !string.IsNullOrWhiteSpace(found) ? found : null;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(PrivacyPayload))]
internal sealed partial class PrivacyJson : JsonSerializerContext;
