using System.Text;
using Delight.Simulator;

namespace Delight.Benchmarks.Load;

/// <summary>A webhook as bytes of HTTP/1.1, written and signed beforehand, so that sending it costs next to nothing.</summary>
internal static class SignedRequest
{
    public static byte[] Of(ShopDelivery delivery)
    {
        var head = $"""
            POST /webhooks/shopify HTTP/1.1
            Host: benchmark
            Content-Type: application/json
            Content-Length: {delivery.Body.Length}
            X-Shopify-Topic: {delivery.Topic}
            X-Shopify-Hmac-Sha256: {WebhookSignature.Of(delivery.Body, Shop.Secret)}
            X-Shopify-Shop-Domain: {Shop.Domain}
            X-Shopify-API-Version: 2026-10
            X-Shopify-Webhook-Id: {Guid.NewGuid()}
            X-Shopify-Event-Id: {Guid.NewGuid()}


            """.ReplaceLineEndings("\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. delivery.Body];
    }
}
