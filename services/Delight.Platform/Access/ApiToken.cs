using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace Delight.Platform.Access;

/// <summary>One caller as the settings know it: <c>read,pack:sha256:HASH</c>, <c>read@my-shop.myshopify.com+other.myshopify.com:sha256:HASH</c>,
/// or the token itself, which may do everything.</summary>
public sealed record ApiToken
{
    private const string Marker = ":sha256:";
    private readonly byte[] _hash;

    private ApiToken(byte[] hash, IReadOnlyList<string> scopes, IReadOnlyList<string> shops, bool isPlain) =>
        (_hash, Scopes, Shops, IsPlain) = (hash, scopes, shops, isPlain);

    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Bound to these, or to none.</summary>
    public IReadOnlyList<string> Shops { get; }

    /// <summary>The settings hold the token itself.</summary>
    public bool IsPlain { get; }

    /// <summary>Makes a token of 256 random bits and the setting that lets it in.</summary>
    public static (string Token, string Setting) Make(IEnumerable<string> scopes, IEnumerable<string> shops)
    {
        var token = "delight_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var bound = string.Join('+', shops);
        return (token, string.Join(',', scopes) + (bound.Length > 0 ? "@" + bound : "") + Marker + Convert.ToHexStringLower(Hash(token)));
    }

    /// <summary>Reads a setting; a fault is a sentence without the setting in it.</summary>
    public static (ApiToken? Token, string? Fault) Read(string setting)
    {
        var marker = setting.IndexOf(Marker, StringComparison.Ordinal);
        if (marker < 0)
        {
            return (new ApiToken(Hash(setting), Scope.All, [], isPlain: true), null);
        }

        var head = setting[..marker].Split('@', 2);
        var scopes = head[0].Split(',', StringSplitOptions.TrimEntries);
        var shops = head.Length == 1 ? [] : head[1].Split('+', StringSplitOptions.TrimEntries);
        var hash = setting[(marker + Marker.Length)..].Trim();
        return scopes.Except(Scope.All).FirstOrDefault() is { } unknown ? (null, $"names the scope \"{unknown}\"; choose from {string.Join(", ", Scope.All)}.")
            : shops.Contains("") ? (null, "names an empty shop after the @; separate several with +.")
            : hash.Length != 2 * SHA256.HashSizeInBytes || !hash.All(char.IsAsciiHexDigit) ? (null, "does not end in a SHA-256 hash of 64 hexadecimal digits; make one with the verb token.")
            : (new ApiToken(Convert.FromHexString(hash), scopes, shops, isPlain: false), null);
    }

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>In constant time.</summary>
    public bool Is(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(_hash, hash);

    /// <summary>Named by the beginning of its hash, from which nobody makes a token.</summary>
    public ClaimsIdentity ToIdentity(string scheme) => new(
    [
        new Claim(ClaimTypes.NameIdentifier, "token " + Convert.ToHexStringLower(_hash)[..8]),
        .. Scopes.Select(s => new Claim(Caller.ScopeClaim, s)),
        .. Shops.Select(s => new Claim(Caller.ShopClaim, s)),
    ], scheme);
}
