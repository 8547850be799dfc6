using System.Text.Json.Serialization;

namespace Delight.Shopify.Tokens;

/// <summary>What the platform grants at <c>/admin/oauth/access_token</c>.</summary>
internal sealed class Grant
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    /// <summary>Seconds.</summary>
    [JsonPropertyName("expires_in")]
    public long? ExpiresIn { get; init; }

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }

    [JsonPropertyName("error")]
    public string? Error { get; init; }

    public AccessToken Token(DateTimeOffset now) => new(AccessToken!, now, ExpiresIn is { } seconds ? now.AddSeconds(seconds) : null);
}

[JsonSerializable(typeof(Grant))]
internal sealed partial class GrantJson : JsonSerializerContext;
