using System.Collections.Concurrent;

namespace Delight.Shopify.Pace;

/// <summary>The pace of each shop.</summary>
internal sealed class Paces(TimeProvider time) : IDisposable
{
    private readonly Costs _costs = new();
    private readonly ConcurrentDictionary<string, Lazy<ShopPace>> _shops = new(StringComparer.Ordinal);

    public ShopPace Of(ShopifyShopSettings shop)
    {
        var pace = _shops.GetOrAdd(shop.Shop, _ => new Lazy<ShopPace>(() => new ShopPace(_costs, time))).Value;
        pace.Share = shop.ShareForOtherApps;
        return pace;
    }

    public void Dispose()
    {
        foreach (var pace in _shops.Values)
        {
            pace.Value.Dispose();
        }
    }
}
