using System.Globalization;
using System.Net.Http.Headers;

namespace Delight.Simulator;

/// <summary>A delivery with its headers. Sent again, it is the same delivery: same ids, same signature, same bytes.</summary>
internal sealed class WebhookEnvelope(ShopDelivery delivery, Uri endpoint, string shopDomain, string secret, DateTimeOffset triggeredAt)
{
    private readonly string signature = WebhookSignature.Of(delivery.Body, secret);
    private readonly string webhookId = Guid.NewGuid().ToString();

    public string ApiVersion { get; init; } = "2026-10";

    /// <summary>What the merchant did: the same for all deliveries that tell of it.</summary>
    public string EventId { get; init; } = Guid.NewGuid().ToString();

    /// <summary>A request may be sent once only: each attempt has its own.</summary>
    public HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(delivery.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Add(request.Headers, "X-Shopify-Topic", delivery.Topic);
        Add(request.Headers, "X-Shopify-Hmac-Sha256", signature);
        Add(request.Headers, "X-Shopify-Shop-Domain", shopDomain);
        Add(request.Headers, "X-Shopify-API-Version", ApiVersion);
        Add(request.Headers, "X-Shopify-Webhook-Id", webhookId);
        Add(request.Headers, "X-Shopify-Event-Id", EventId);
        Add(request.Headers, "X-Shopify-Triggered-At", triggeredAt.ToString("O", CultureInfo.InvariantCulture));
        return request;
    }

    private static void Add(HttpRequestHeaders headers, string name, string value) => headers.TryAddWithoutValidation(name, value);
}
