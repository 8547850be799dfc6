using System.Security.Cryptography;
using System.Text;
using Delight.Platform.Access;
using Microsoft.AspNetCore.Identity;

namespace Delight.Dashboard.SignIn;

/// <summary>Somebody whom the settings know: <c>anna=operator:pbkdf2:HASH</c>, or <c>ben=packer,viewer@my-shop.myshopify.com+other.myshopify.com:pbkdf2:HASH</c>.</summary>
internal sealed record User(string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Shops, string Hash)
{
    public const int ShortestPassword = 12;
    public const int LongestName = 60;
    private const string Marker = ":pbkdf2:";
    private static readonly PasswordHasher<User> Hasher = new();

    /// <summary>Whoever is not known is tried against this, so that the answer takes as long.</summary>
    public static User Nobody { get; } = new("", [], [], Hasher.HashPassword(null!, Convert.ToHexString(RandomNumberGenerator.GetBytes(16))));

    /// <summary>Another password, other roles or other shops end the sessions that somebody has.</summary>
    public string Stamp => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}\n{string.Join(',', Roles)}\n{string.Join('+', Shops)}\n{Hash}")))[..16];

    /// <returns>The setting that lets somebody in.</returns>
    public static string Make(string name, IEnumerable<string> roles, IEnumerable<string> shops, string password)
    {
        var bound = string.Join('+', shops);
        return $"{name}={string.Join(',', roles)}{(bound.Length > 0 ? "@" + bound : "")}{Marker}{Hasher.HashPassword(null!, password)}";
    }

    /// <summary>Reads a setting; a fault is a sentence without the setting in it.</summary>
    public static (User? User, string? Fault) Read(string setting)
    {
        var (equals, marker) = (setting.IndexOf('=', StringComparison.Ordinal), setting.IndexOf(Marker, StringComparison.Ordinal));
        if (equals < 1 || marker < equals)
        {
            return (null, $"is not of the form NAME=ROLES{Marker}HASH; make it with the verb user.");
        }

        var name = setting[..equals].Trim();
        var head = setting[(equals + 1)..marker].Split('@', 2);
        var roles = head[0].Split(',', StringSplitOptions.TrimEntries);
        string[] shops = head.Length == 1 ? [] : [.. head[1].Split('+', StringSplitOptions.TrimEntries).Select(s => s.ToLowerInvariant())];
        var hash = setting[(marker + Marker.Length)..].Trim();
        return FaultOfName(name) is { } fault ? (null, fault)
            : roles.Except(PageRole.All).FirstOrDefault() is { } unknown ? (null, $"names the role \"{unknown}\"; choose from {string.Join(", ", PageRole.All)}.")
            : shops.Contains("") ? (null, "names an empty shop after the @; separate several with +.")
            : !IsHash(hash) ? (null, "does not end in a password's hash; make it with the verb user.")
            : (new User(name, roles, shops, hash), null);
    }

    public static string? FaultOfName(string name) =>
        name.Length is 0 or > LongestName || name.Any(c => Invisible.Is(c) || c is '=' or ':' or '@') ? $"has a name that is empty, longer than {LongestName} characters or holds one of = : @ or what cannot be seen."
        : name.Equals(OneTimeLinks.Name, StringComparison.OrdinalIgnoreCase) || name.StartsWith("token ", StringComparison.OrdinalIgnoreCase)
            ? $"has a name by which the record calls others: \"{OneTimeLinks.Name}\", or one that begins with \"token \"."
        : null;

    public bool HasPassword(string password) => Hasher.VerifyHashedPassword(this, Hash, password) != PasswordVerificationResult.Failed;

    private static bool IsHash(string hash) => Convert.TryFromBase64String(hash, new byte[hash.Length], out var length) && length > 40;
}
