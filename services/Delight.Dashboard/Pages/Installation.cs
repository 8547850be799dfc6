using System.Security.Claims;
using Delight.Platform.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Delight.Dashboard.Pages;

/// <summary>Which installation this is, and which shops it serves.</summary>
internal sealed class Installation(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Such as Production, Staging or Demo.</summary>
    public string Environment => environment.EnvironmentName;

    public bool IsProduction => environment.IsProduction();

    /// <summary>In the order of the settings.</summary>
    public IReadOnlyList<string> Shops =>
        [.. configuration.GetSection("Delight:Shops").GetChildren().Select(s => s["Domain"]?.Trim().ToLowerInvariant()).OfType<string>().Where(s => s.Length > 0).Distinct()];

    /// <summary>Those that somebody may see.</summary>
    public IReadOnlyList<string> ShopsOf(ClaimsPrincipal user) =>
        user.FindAll(Caller.ShopClaim).Select(c => c.Value).ToArray() is { Length: > 0 } bound ? bound : Shops;

    /// <summary>Of these, the ones that can be asked by their Admin API.</summary>
    public IReadOnlyList<string> AskedOf(ClaimsPrincipal user)
    {
        var asked = configuration.GetSection("Delight:Shopify:Shops").GetChildren().Select(s => s["Shop"]?.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. ShopsOf(user).Where(asked.Contains)];
    }
}
