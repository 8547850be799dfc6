using Delight.Platform.Merging;
using Delight.Platform.Privacy;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Giving;

/// <summary>What people look up and change of a shop's catalogue, budget and customers' preferences.</summary>
internal sealed class GivingDesk(IStore store, GivingShops shops, TimeProvider time)
{
    /// <summary>Nothing for a shop that is not listed under <see cref="GivingSettings.Section"/>.</summary>
    public ShopGivingSettings? Of(string shop) => shops.Of(shop);

    public Task<IReadOnlyList<CatalogueItem>> CatalogueAsync(ShopGivingSettings shop, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        await CatalogueTable.HoldAsync(session, [shop.Shop]);
        return (IReadOnlyList<CatalogueItem>)[.. (await CatalogueTable.ReadAsync(session, shop, time.GetUtcNow())).Values.Where(i => i.Removed == 0).OrderBy(i => i.Sku, StringComparer.OrdinalIgnoreCase)];
    }, cancellationToken);

    /// <summary>Each takes the place of the one with its sku, however that is written.</summary>
    /// <param name="given">What is told of each, by the names of <see cref="CatalogueFile.Columns"/>; of the rest, what the catalogue has stays.</param>
    /// <returns>The items as the catalogue has them.</returns>
    public Task<IReadOnlyList<CatalogueItem>> PutAsync(ShopGivingSettings shop, IReadOnlyCollection<CatalogueItemSettings> entries, IReadOnlyCollection<string> given, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        await CatalogueTable.HoldAsync(session, [shop.Shop]);
        var known = await CatalogueTable.ReadAsync(session, shop, time.GetUtcNow());
        return await CatalogueTable.WriteAsync(session, [.. entries.Select(e => e.In(shop.Shop, shop.Currency)).Select(i => known.TryGetValue(i.Sku, out var before) ? Merged(i, before, given) : i)], time.GetUtcNow());
    }, cancellationToken);

    /// <returns>Whether it was there.</returns>
    public Task<bool> RemoveAsync(ShopGivingSettings shop, string sku, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        await CatalogueTable.HoldAsync(session, [shop.Shop]);
        if (!(await CatalogueTable.ReadAsync(session, shop, time.GetUtcNow())).TryGetValue(sku, out var item) || item.Removed > 0)
        {
            return false;
        }

        await CatalogueTable.WriteAsync(session, [item with { Removed = 1 }], time.GetUtcNow());
        return true;
    }, cancellationToken);

    private static CatalogueItem Merged(CatalogueItem item, CatalogueItem before, IReadOnlyCollection<string> given)
    {
        T Given<T>(string column, T now, T then) => given.Contains(column) ? now : then;
        return item with
        {
            Sku = before.Sku, Stock = Given("stock", item.Stock, before.Stock), ActiveFrom = Given("active_from", item.ActiveFrom, before.ActiveFrom),
            ActiveTo = Given("active_to", item.ActiveTo, before.ActiveTo), Tags = Given("tags", item.Tags, before.Tags), Sizes = Given("sizes", item.Sizes, before.Sizes),
            Traits = Given("traits", item.Traits, before.Traits), Grams = Given("grams", item.Grams, before.Grams),
        };
    }

    /// <summary>Minor units that were spent, by month and rule; the shop's under the rule ''.</summary>
    public async Task<(string Month, Dictionary<(string Month, string Rule), long> Spent)> SpentAsync(ShopGivingSettings shop, CancellationToken cancellationToken) =>
        (shops.MonthOf(shop.Shop, time.GetUtcNow()), await store.ReadAsync(session => TakenTable.SpentAsync(session, shop.Shop, shop.Currency), cancellationToken));

    public async Task<Preferences> PreferencesAsync(string shop, long customerId, CancellationToken cancellationToken) => await store.ReadAsync(async session => await session.FirstOrDefaultAsync<Preferences>(
        "select * from preferences where shop = @Shop and customer_id = @CustomerId", new { Shop = shop, CustomerId = await session.KeptCustomerAsync(shop, customerId) }), cancellationToken) ?? Preferences.None;

    public Task PutAsync(Preferences preferences, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        await session.HoldShopAsync(preferences.Shop);
        await session.EachAsync(Preferences.Put, [preferences with { CustomerId = await session.KeptCustomerAsync(preferences.Shop, preferences.CustomerId) }]);
    }, cancellationToken);
}
