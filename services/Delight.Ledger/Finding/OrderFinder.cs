using System.Globalization;
using Delight.Ledger.Standing;
using Delight.Platform.Merging;
using Delight.Platform.Store;

namespace Delight.Ledger.Finding;

/// <summary>Looks orders up, however many the ledger knows.</summary>
internal sealed class OrderFinder(IStore store)
{
    /// <summary>Steps from one shop to the next along the key, so that no order is read for it.</summary>
    private const string Shops = """
        with recursive known(shop) as (
            select min(shop) from orders
            union all
            select (select min(o.shop) from orders o where o.shop > known.shop) from known where known.shop is not null)
        select shop from known where shop is not null
        """;

    private static readonly string Find = Sql.File(typeof(OrderFinder).Assembly, "find-orders.sql");
    private static readonly string OfCustomer = Sql.File(typeof(OrderFinder).Assembly, "customer-orders.sql");

    /// <summary>The newest orders whose name, with or without a leading #, or id or customer's id is exactly this.</summary>
    /// <param name="shop">Absent for all shops.</param>
    /// <param name="after">The last one of the page before; absent for the first page.</param>
    public Task<IReadOnlyList<OrderRow>> FindAsync(string? shop, string find, int most, CancellationToken cancellationToken, FoundCursor? after = null) => store.ReadAsync(async session =>
    {
        var shops = shop is null ? await session.QueryAsync<string>(Shops) : [shop];
        var id = long.TryParse(find, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        var kept = await session.KeptCustomersAsync(shops.Select(s => (s, id)));
        var found = await session.EachAsync<object, OrderRow>(Find,
            [.. shops.Select(s => new { Shop = s, Name = find, OtherName = find.StartsWith('#') ? find[1..] : "#" + find, Id = id, CustomerId = kept.Of(s, id), CreatedAt = after?.CreatedAt ?? long.MaxValue, OrderId = after?.OrderId ?? long.MaxValue, Most = most + 1L })]); // The place itself is found again.
        return (IReadOnlyList<OrderRow>)[.. found.DistinctBy(o => o.Key).Where(o => after?.IsBefore(o) != false)
            .OrderByDescending(o => (o.CreatedAt, o.OrderId)).ThenByDescending(o => o.Shop, StringComparer.Ordinal).Take(most)];
    }, cancellationToken);

    /// <returns>Nothing for an order that is not known.</returns>
    public Task<OrderRow?> OrderAsync(string shop, long orderId, CancellationToken cancellationToken) => store.ReadAsync(
        session => session.FirstOrDefaultAsync<OrderRow>("select * from orders where shop = @Shop and order_id = @OrderId", new { Shop = shop, OrderId = orderId }), cancellationToken);

    /// <summary>The customer's next orders, counting or not, by (created, id).</summary>
    public Task<IReadOnlyList<OrderRow>> OfCustomerAsync(string shop, long customerId, RowCursor after, int most, CancellationToken cancellationToken) => store.ReadAsync(
        async session => await session.QueryAsync<OrderRow>(OfCustomer, new { Shop = shop, CustomerId = await session.KeptCustomerAsync(shop, customerId), after.CreatedAt, after.OrderId, Most = most }), cancellationToken);
}
