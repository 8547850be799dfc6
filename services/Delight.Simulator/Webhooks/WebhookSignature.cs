using System.Security.Cryptography;
using System.Text;

namespace Delight.Simulator;

/// <summary>How the platform signs: base64 of the HMAC-SHA256 of the raw body under the shop's secret.</summary>
public static class WebhookSignature
{
    /// <summary>The value of the header <c>X-Shopify-Hmac-Sha256</c>.</summary>
    /// <param name="body">The very bytes that are sent.</param>
    /// <param name="secret">The shop's webhook secret, used as UTF-8.</param>
    public static string Of(ReadOnlySpan<byte> body, string secret)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, hash);
        return Convert.ToBase64String(hash);
    }
}
