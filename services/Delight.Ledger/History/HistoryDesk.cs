using Delight.Ledger.Standing;
using Delight.Platform.Merging;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Ledger.History;

/// <summary>Takes in a shop's orders from before Delight, a part at a time; <see cref="HistoryRanking"/> then lets them count. Each part holds
/// the shop alone for a moment, so that webhooks that come meanwhile find all of it or nothing.</summary>
internal sealed class HistoryDesk(IStore store, TimeProvider time)
{
    public Task<HistoryState> StateAsync(string shop, string? file, CancellationToken cancellationToken) => store.ReadAsync(async session =>
    {
        var of = new { Shop = shop, File = file ?? "", HistoricOrder.Unmatched };
        var position = await session.QueryAsync<long>("select orders from imports where shop = @Shop and file = @File", of);
        var importing = await session.QueryAsync<long>("select count(*) from orders where shop = @Shop and importing", of);
        var unmatched = await session.QueryAsync<long>("select count(*) from orders where shop = @Shop and customer_id is null and history and not_counting = @Unmatched", of);
        return new HistoryState(position.Count == 0 ? 0 : position[0], importing[0], unmatched[0]);
    }, cancellationToken);

    /// <summary>Notes whose address is whose, and gives the orders that waited for it to their customers.</summary>
    /// <returns>How many orders those are.</returns>
    public Task<int> JoinAsync(string shop, IEnumerable<HistoricCustomer> customers, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        await session.HoldShopAloneAsync(shop);
        AddressRow[] addresses = [.. customers.Select(c => new AddressRow { Shop = shop, Address = AddressDigest.Of(shop, c.Email) ?? "", CustomerId = c.Id }).Where(a => a.Address.Length > 0)];
        addresses = await NotForgottenAsync(session, addresses);
        var kept = await session.KeptCustomersAsync(addresses.Select(a => (a.Shop, (long?)a.CustomerId)));
        addresses = [.. addresses.Select(a => a with { CustomerId = kept.Of(a.Shop, a.CustomerId) })];
        await session.EachAsync(JoinBySnapshots.AddAddress, addresses);
        return await WaitingOrders.IsWaitingAsync(session, [shop]) ? (await WaitingOrders.JoinAsync(session, addresses)).Count : 0;
    }, cancellationToken);

    /// <summary>Orders that are known stay as they are: what webhooks say of them is newer.</summary>
    /// <param name="file">Names the file that they come from.</param>
    /// <param name="from">How many orders of the file came before these.</param>
    /// <returns>How many orders of the file are taken in now, and how many of these were new; nothing changes when these are not the next.</returns>
    public Task<(long Position, int New)> EnterAsync(string shop, string file, long from, IReadOnlyList<HistoricOrder> orders, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        await session.HoldShopAloneAsync(shop);
        var taken = await session.QueryAsync<long>("select orders from imports where shop = @Shop and file = @File", new { Shop = shop, File = file });
        var position = taken.Count == 0 ? 0 : taken[0];
        if (position != from)
        {
            return (position, 0);
        }

        var rows = await RowsAsync(session, shop, orders);
        var added = (await session.EachAsync<OrderRow, long>("""
            insert into orders (shop, order_id, order_name, customer_id, created_at, updated_at, state_rank, digest, facts, counts, not_counting, fulfilled, requires_shipping,
                total_minor, currency, refunded_at, history, importing, address, dirty)
            values (@Shop, @OrderId, @OrderName, @CustomerId, @CreatedAt, @UpdatedAt, @StateRank, @Digest, @Facts, @Counts, @NotCounting, @Fulfilled, @RequiresShipping,
                @TotalMinor, @Currency, @RefundedAt, @History, @Importing, @Address, @Dirty)
            on conflict (shop, order_id) do nothing
            returning order_id
            """, rows)).Count;
        await session.EachAsync<object>("""
            update orders set customer_id = @CustomerId, address = null, importing = @Importing, not_counting = @NotCounting
            where shop = @Shop and order_id = @OrderId and history and customer_id is null and not_counting = @Unmatched
            """, added == rows.Length ? [] : [.. rows.Where(r => r.CustomerId is not null).Select(r => new { r.Shop, r.OrderId, r.CustomerId, r.Importing, r.NotCounting, HistoricOrder.Unmatched })]);
        await session.EachAsync<object>("""
            insert into imports (shop, file, orders, at, open) values (@Shop, @File, @Orders, @At, 1)
            on conflict (shop, file) do update set orders = excluded.orders, at = excluded.at, open = 1
            """, [new { Shop = shop, File = file, Orders = from + orders.Count, At = time.GetUtcNow().ToStore() }]);
        await session.CountAsync([(shop, "orders/known", added)]);
        return (from + orders.Count, added);
    }, cancellationToken);

    /// <summary>Orders whose customer is not known, in the order of their ids.</summary>
    public Task<IReadOnlyList<UnmatchedOrder>> UnmatchedAsync(string shop, long after, int most, CancellationToken cancellationToken) => store.ReadAsync(session => session.QueryAsync<UnmatchedOrder>("""
        select order_id, order_name, created_at, case when address is null then 0 else 1 end as has_address from orders
        where shop = @Shop and customer_id is null and history and not_counting = @Unmatched and order_id > @After order by order_id limit @Most
        """, new { Shop = shop, After = after, Most = most, HistoricOrder.Unmatched }), cancellationToken);

    /// <summary>Whoever asked to be forgotten does not come back with an old file.</summary>
    private static async Task<AddressRow[]> NotForgottenAsync(ISession session, AddressRow[] addresses)
    {
        if (!await session.AnybodyIsForgottenAsync())
        {
            return addresses;
        }

        var forgotten = (await session.EachAsync<AddressRow, string>("""
            select mark from tombstone_marks where shop = @Shop and mark = @Address
            union all select @Address from tombstones where shop = @Shop and customer_id = @CustomerId
            """, addresses)).ToHashSet();
        return [.. addresses.Where(a => !forgotten.Contains(a.Address))];
    }

    private static async Task<OrderRow[]> RowsAsync(ISession session, string shop, IReadOnlyList<HistoricOrder> orders)
    {
        var digests = orders.Select(o => o.CustomerId is null ? AddressDigest.Of(shop, o.Email) : null).ToArray();
        var addresses = await NotForgottenAsync(session, [.. digests.OfType<string>().Distinct().Select(a => new AddressRow { Shop = shop, Address = a })]);
        var kept = addresses.Select(a => a.Address).ToHashSet();
        var customers = (await session.EachAsync<AddressRow, AddressRow>("select * from history_addresses where shop = @Shop and address = @Address", addresses)).ToDictionary(a => a.Address, a => a.CustomerId);
        var merged = await session.KeptCustomersAsync(orders.Select(o => (shop, o.CustomerId)));
        return [.. orders.Zip(digests, (order, digest) => order.Row(shop,
            digest is not null && customers.TryGetValue(digest, out var customer) ? customer : null, digest is not null && kept.Contains(digest) ? digest : null)).Select(r => Snapshot.Of(r, merged.Of(shop, r.CustomerId)))];
    }
}

/// <param name="Position">Orders of the file that are taken in.</param>
/// <param name="Importing">Orders that are yet to be put into their customers' rows.</param>
/// <param name="Unmatched">Orders whose customer is not known.</param>
internal sealed record HistoryState(long Position, long Importing, long Unmatched);

internal sealed record UnmatchedOrder
{
    public long OrderId { get; init; }
    public string OrderName { get; init; } = "";
    public long CreatedAt { get; init; }

    /// <summary>0 when the export has no address either, as for orders made at a till.</summary>
    public long HasAddress { get; init; }
}
