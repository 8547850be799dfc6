using Delight.Platform.Store;

namespace Delight.Fulfilment.Giving;

/// <summary>What shops can give. Whoever takes or sets stock holds the shop's gifts.</summary>
internal static class CatalogueTable
{
    public static Task HoldAsync(ISession session, IEnumerable<string> shops) => session.LockAsync(shops.Select(s => $"giving/{s}"));

    /// <summary>What the shop can give, by sku; what the settings name and the catalogue has not is put into it.</summary>
    public static async Task<IReadOnlyDictionary<string, CatalogueItem>> ReadAsync(ISession session, ShopGivingSettings shop, DateTimeOffset now)
    {
        var items = (await session.QueryAsync<CatalogueItem>("select * from catalogue where shop = @Shop", new { shop.Shop })).ToDictionary(i => i.Sku, StringComparer.OrdinalIgnoreCase);
        var missing = shop.Catalogue.Select(c => c.In(shop.Shop, shop.Currency)).Where(i => !items.ContainsKey(i.Sku)).ToArray();
        foreach (var item in await WriteAsync(session, missing, now))
        {
            items.Add(item.Sku, item);
        }

        return items;
    }

    /// <param name="now">When those ran out of which there were some and are none.</param>
    /// <returns>The items as the catalogue has them.</returns>
    public static Task<IReadOnlyList<CatalogueItem>> WriteAsync(ISession session, IReadOnlyCollection<CatalogueItem> items, DateTimeOffset now) => session.EachAsync<CatalogueItem, CatalogueItem>("""
        insert into catalogue (shop, sku, title, cost_minor, value_minor, currency, stock, ran_out_at, active_from, active_to, tags, sizes, traits, grams, removed)
        values (@Shop, @Sku, @Title, @CostMinor, @ValueMinor, @Currency, @Stock, @RanOutAt, @ActiveFrom, @ActiveTo, @Tags, @Sizes, @Traits, @Grams, @Removed)
        on conflict (shop, sku) do update set title = excluded.title, cost_minor = excluded.cost_minor, value_minor = excluded.value_minor, currency = excluded.currency,
            stock = excluded.stock, ran_out_at = case when excluded.stock = 0 and catalogue.stock <= 0 then catalogue.ran_out_at else excluded.ran_out_at end, active_from = excluded.active_from, active_to = excluded.active_to, tags = excluded.tags, sizes = excluded.sizes,
            traits = excluded.traits, grams = excluded.grams, removed = excluded.removed
        returning *
        """, [.. items.OrderBy(i => i.Sku, StringComparer.Ordinal).Select(i => i with { RanOutAt = i.Stock == 0 ? now.ToStore() : null })]);
}
