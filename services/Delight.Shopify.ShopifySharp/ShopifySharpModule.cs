using Delight.Shopify.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Delight.Shopify.ShopifySharp;

/// <summary>Shops are asked through ShopifySharp. Turn, tokens, second tries and what an answer means stay Delight's own.</summary>
public static class ShopifySharpModule
{
    /// <summary>To stand behind <see cref="ShopifyModule.AddShopify"/>.</summary>
    public static void AddShopifySharp(this IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IAdminWire, ShopifySharpWire>());
}
