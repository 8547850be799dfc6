using System.Text;
using Delight.Simulator;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests.Overload;

/// <summary>A webhook as the bytes of a request, made once and sent as often as wanted: the shop must cost less than what it floods.</summary>
internal static class SignedPost
{
    public static byte[] Of(ShopDelivery delivery, string shop = Installation.Shop) => Of(delivery, WebhookSignature.Of(delivery.Body, Installation.Secret), shop);

    public static byte[] Of(ShopDelivery delivery, string signature, string shop) =>
    [
        .. Encoding.ASCII.GetBytes($"POST /webhooks/shopify HTTP/1.1\r\nHost: delight.example\r\nContent-Type: application/json\r\nContent-Length: {delivery.Body.Length}\r\n"
            + $"X-Shopify-Topic: {delivery.Topic}\r\nX-Shopify-Shop-Domain: {shop}\r\nX-Shopify-Hmac-Sha256: {signature}\r\n\r\n"),
        .. delivery.Body,
    ];
}
