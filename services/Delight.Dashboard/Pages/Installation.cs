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

    /// <summary>Whether any shop can be asked by its Admin API.</summary>
    public bool AsksShops => configuration.GetSection("Delight:Shopify:Shops").GetChildren().Any();

    /// <summary>Whether this shop can.</summary>
    public bool CanAsk(string shop) => configuration.GetSection("Delight:Shopify:Shops").GetChildren().Any(s => string.Equals(s["Shop"]?.Trim(), shop, StringComparison.OrdinalIgnoreCase));

    /// <summary>Those that somebody may see.</summary>
    public IReadOnlyList<string> ShopsOf(ClaimsPrincipal user) =>
        user.FindAll(Caller.ShopClaim).Select(c => c.Value).ToArray() is { Length: > 0 } bound ? bound : Shops;
}
