using System.Text.Json;
using System.Text.Json.Serialization;
using Delight.Contracts;

namespace Delight.Receiver.Payload;

/// <summary>The platform's requests on behalf of customers who want to know or to be forgotten.</summary>
internal sealed record PrivacyPayload
{
    private static readonly string[] Topics =
        [PrivacyKind.CustomerDataRequest, PrivacyKind.CustomerRedact, PrivacyKind.ShopRedact, PrivacyKind.ShopUninstalled];

    public CustomerPayload? Customer { get; init; }
    public IReadOnlyList<long>? OrdersToRedact { get; init; }
    public IReadOnlyList<long>? OrdersRequested { get; init; }

    public static bool Carries(string topic) => Topics.Contains(topic);

    /// <summary>The shop is the one that signed it, whatever the body says.</summary>
    /// <returns>The request, or why there is none.</returns>
    public static (PrivacyRequested? Request, IReadOnlyList<string> Reasons) Read(string shop, Delivery delivery, ReadOnlySpan<byte> body)
    {
        var ofShop = delivery.Topic is PrivacyKind.ShopRedact or PrivacyKind.ShopUninstalled;
        try
        {
            var payload = ofShop ? new PrivacyPayload() : JsonSerializer.Deserialize(body, PrivacyJson.Default.PrivacyPayload);
            return payload is null || (!ofShop && payload.Customer?.Id is not > 0)
                ? (null, ["The request names no customer."])
                : (new PrivacyRequested
                {
                    Shop = shop,
                    Kind = delivery.Topic,
                    CustomerId = payload.Customer?.Id,
                    OrderIds = payload.OrdersToRedact ?? payload.OrdersRequested ?? [],
                    Delivery = delivery,
                }, []);
        }
        catch (JsonException fault)
        {
            return (null, [$"The body cannot be read as a {delivery.Topic} request: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine}."]);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(PrivacyPayload))]
internal sealed partial class PrivacyJson : JsonSerializerContext;
