using Delight.Platform;
using Delight.Platform.Settings;
using Delight.Shopify.Door;
using Delight.Shopify.Pace;
using Delight.Shopify.Tokens;
using Delight.Shopify.Versions;
using Delight.Shopify.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Shopify;

/// <summary>The shop's side: asks shops by their Admin API. Without <c>Delight:Shopify:Shops</c> it does nothing.</summary>
public static class ShopifyModule
{
    public static void AddShopify(this IServiceCollection services)
    {
        services.AddSchema("shopify", typeof(ShopifyModule));
        services.AddValidatedSettings<ShopifySettings, ShopifySettingsValidator>(ShopifySettings.Section);
        services.AddSingleton<AdminHttp>();
        services.AddSingleton<IAdminWire, HttpWire>();
        services.AddSingleton<GrantDesk>();
        services.AddSingleton<KeptTokens>();
        services.AddSingleton<RefreshedTokens>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<Paces>();
        services.AddSingleton<IShopAdmin, ShopAdmin>();
    }

    /// <summary>What a process with the role needs besides.</summary>
    public static void AddShopifyConsumers(this IServiceCollection services) => services.AddHostedService<VersionWatch>();
}
