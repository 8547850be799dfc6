using Delight.Contracts;
using Delight.Ledger.Standing;
using Delight.Platform.Bus;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Story;
using Delight.Platform.Work;

namespace Delight.Ledger.History;

/// <summary>Takes in a shop's orders from before Delight, a part at a time. Each part holds the shop alone for a moment, so that webhooks
/// that come meanwhile find the rows as they are before or after it.</summary>
internal sealed class HistoryDesk(IStore store, RuleWork rules, IHandover handover, TimeProvider time)
{
    private const int CustomersAtOnce = 1000;
    private static readonly string Rank = Sql.File(typeof(HistoryDesk).Assembly, "rank-history.sql");

    public Task<HistoryState> StateAsync(string shop, string? file, CancellationToken cancellationToken) => store.ReadAsync(async session =>
    {
        var of = new { Shop = shop, File = file ?? "" };
        var position = await session.QueryAsync<long>("select orders from imports where shop = @Shop and file = @File", of);
        var importing = await session.QueryAsync<long>("select count(*) from orders where shop = @Shop and importing", of);
        var unmatched = await session.QueryAsync<long>("select count(*) from orders where shop = @Shop and customer_id is null and history", of);
        return new HistoryState(position.Count == 0 ? 0 : position[0], importing[0], unmatched[0]);
    }, cancellationToken);

    /// <summary>Notes whose address is whose, and gives the orders that waited for it to their customers.</summary>
    /// <returns>How many orders those are.</returns>
    public Task<int> JoinAsync(string shop, IEnumerable<HistoricCustomer> customers, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        await session.HoldShopAloneAsync(shop);
        AddressRow[] addresses = [.. customers.Select(c => new AddressRow { Shop = shop, Address = AddressDigest.Of(shop, c.Email) ?? "", CustomerId = c.Id }).Where(a => a.Address.Length > 0)];
        await session.EachAsync("""
            insert into history_addresses (shop, address, customer_id) values (@Shop, @Address, @CustomerId)
            on conflict (shop, address) do update set customer_id = excluded.customer_id
            """, addresses);
        return await JoinedHistory.IsWaitingAsync(session) ? (await JoinedHistory.JoinAsync(session, addresses)).Count : 0;
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
        var known = (await session.EachAsync<OrderRow, long>("""
            insert into orders (shop, order_id, order_name, customer_id, created_at, updated_at, state_rank, digest, facts, counts, not_counting, fulfilled, requires_shipping,
                total_minor, currency, refunded_at, history, importing, address, dirty)
            values (@Shop, @OrderId, @OrderName, @CustomerId, @CreatedAt, @UpdatedAt, @StateRank, @Digest, @Facts, @Counts, @NotCounting, @Fulfilled, @RequiresShipping,
                @TotalMinor, @Currency, @RefundedAt, @History, @Importing, @Address, @Dirty)
            on conflict (shop, order_id) do nothing
            returning order_id
            """, rows)).Count;
        await session.EachAsync<OrderRow>("""
            update orders set customer_id = @CustomerId, address = null, importing = @Importing, not_counting = @NotCounting
            where shop = @Shop and order_id = @OrderId and history and customer_id is null
            """, known == rows.Length ? [] : [.. rows.Where(r => r.CustomerId is not null)]);
        await session.EachAsync<object>("""
            insert into imports (shop, file, orders, at) values (@Shop, @File, @Orders, @At) on conflict (shop, file) do update set orders = excluded.orders, at = excluded.at
            """, [new { Shop = shop, File = file, Orders = from + orders.Count, At = time.GetUtcNow().ToStore() }]);
        await session.CountAsync([(shop, "orders/known", known)]);
        return (from + orders.Count, known);
    }, cancellationToken);

    /// <summary>Puts the orders of some customers into their rows. Those of their orders that are no history and move are published to the rules.</summary>
    /// <returns>How many orders of the history count now that did not before; none when all do.</returns>
    public async Task<long> RankAsync(string shop, CancellationToken cancellationToken)
    {
        var (counting, moved) = await store.WriteAsync(session => RankAsync(session, shop), cancellationToken);
        if (!rules.IsNobody)
        {
            await Task.WhenAll(moved.Select(m => handover.HandOverAsync(m, Contracts.MessageId.Of(m), cancellationToken)));
        }

        return counting;
    }

    /// <summary>Orders whose customer is not known, in the order of their ids.</summary>
    public Task<IReadOnlyList<UnmatchedOrder>> UnmatchedAsync(string shop, long after, int most, CancellationToken cancellationToken) => store.ReadAsync(session => session.QueryAsync<UnmatchedOrder>("""
        select order_id, order_name, created_at, case when address is null then 0 else 1 end as has_address from orders
        where shop = @Shop and customer_id is null and history and order_id > @After order by order_id limit @Most
        """, new { Shop = shop, After = after, Most = most }), cancellationToken);

    private async Task<(long Counting, IReadOnlyList<OrderRanked> Moved)> RankAsync(ISession session, string shop)
    {
        await session.HoldShopAloneAsync(shop);
        var chosen = new { Shop = shop, Most = CustomersAtOnce };
        var counting = (await session.QueryAsync<long>("""
            select count(*) from orders where shop = @Shop and importing and customer_id in (
                select customer_id from orders where shop = @Shop and importing group by customer_id order by customer_id limit @Most)
            """, chosen))[0];
        if (counting == 0)
        {
            return (0, []);
        }

        var moved = await session.QueryAsync<OrderRow>(Rank, new { chosen.Shop, chosen.Most, History = false });
        var cause = Guid.CreateVersion7(time.GetUtcNow());
        await rules.OweAsync(session, moved, _ => cause);
        await session.TellAsync([.. moved.Select(row => Sentences.Ranked(row, time.GetUtcNow()))]);
        await session.QueryAsync<OrderRow>(Rank, new { chosen.Shop, chosen.Most, History = true });
        await session.CountAsync([(shop, "orders/counting", counting)]);
        return (counting, [.. moved.Select(m => m.ToMessage())]);
    }

    private static async Task<OrderRow[]> RowsAsync(ISession session, string shop, IReadOnlyList<HistoricOrder> orders)
    {
        var unknown = orders.Where(o => o.CustomerId is null).Select(o => AddressDigest.Of(shop, o.Email)).OfType<string>().Distinct();
        var customers = (await session.EachAsync<object, AddressRow>(
            "select * from history_addresses where shop = @Shop and address = @Address", [.. unknown.Select(a => new { Shop = shop, Address = a })])).ToDictionary(a => a.Address, a => a.CustomerId);
        return [.. orders.Select(o => o.Row(shop, o.CustomerId is null && AddressDigest.Of(shop, o.Email) is { } address && customers.TryGetValue(address, out var customer) ? customer : null))];
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
