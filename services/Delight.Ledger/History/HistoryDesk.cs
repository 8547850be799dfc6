using System.Security.Cryptography;
using System.Text;
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
internal sealed class HistoryDesk(IStore store, RuleWork rules, OwedRankings owed, IHandover handover, TimeProvider time)
{
    private const int CustomersAtOnce = 500;
    private const string Put = """
        update orders set counts = true, not_counting = null, importing = false, ordinal = @Ordinal, spend_minor = @SpendMinor, first_order_at = @FirstOrderAt,
            previous_order_at = @PreviousOrderAt, last_refund_at = @LastRefundAt, version = version + 1, dirty = false
        where shop = @Shop and order_id = @OrderId
        """;

    private static readonly string Standing = Sql.File(typeof(HistoryDesk).Assembly, "rank-history.sql");

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
        await session.EachAsync(JoiningHistory.AddAddress, addresses);
        return await JoinedHistory.IsWaitingAsync(session, [shop]) ? (await JoinedHistory.JoinAsync(session, addresses)).Count : 0;
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
        await session.EachAsync<object>("""
            update orders set customer_id = @CustomerId, address = null, importing = @Importing, not_counting = @NotCounting
            where shop = @Shop and order_id = @OrderId and history and customer_id is null and not_counting = @Unmatched
            """, known == rows.Length ? [] : [.. rows.Where(r => r.CustomerId is not null).Select(r => new { r.Shop, r.OrderId, r.CustomerId, r.Importing, r.NotCounting, HistoricOrder.Unmatched })]);
        await session.EachAsync<object>("""
            insert into imports (shop, file, orders, at, open) values (@Shop, @File, @Orders, @At, 1)
            on conflict (shop, file) do update set orders = excluded.orders, at = excluded.at, open = 1
            """, [new { Shop = shop, File = file, Orders = from + orders.Count, At = time.GetUtcNow().ToStore() }]);
        await session.CountAsync([(shop, "orders/known", known)]);
        return (from + orders.Count, known);
    }, cancellationToken);

    /// <summary>Puts the orders of some customers into their rows. Those of their orders that are no history and move are published to the rules.</summary>
    /// <param name="after">The last customer of the call before, or 0: whoever goes on from there need not look through what is done.</param>
    /// <returns>How many orders of the history were put there, and the last customer. None from 0 on means that all are, and that what
    /// was moved has been published.</returns>
    public async Task<(long Orders, long Last)> RankAsync(string shop, long after, CancellationToken cancellationToken)
    {
        var (ranked, last, moved) = await store.WriteAsync(session => RankAsync(session, shop, after), cancellationToken);
        await PublishAsync(moved);
        if (last == 0)
        {
            await PublishOwedAsync(shop, cancellationToken);
        }

        return (ranked, last);
    }

    /// <summary>Orders whose customer is not known, in the order of their ids.</summary>
    public Task<IReadOnlyList<UnmatchedOrder>> UnmatchedAsync(string shop, long after, int most, CancellationToken cancellationToken) => store.ReadAsync(session => session.QueryAsync<UnmatchedOrder>("""
        select order_id, order_name, created_at, case when address is null then 0 else 1 end as has_address from orders
        where shop = @Shop and customer_id is null and history and not_counting = @Unmatched and order_id > @After order by order_id limit @Most
        """, new { Shop = shop, After = after, Most = most, HistoricOrder.Unmatched }), cancellationToken);

    private async Task<(long Ranked, long Last, IReadOnlyList<OrderRanked> Moved)> RankAsync(ISession session, string shop, long after)
    {
        await session.HoldShopAloneAsync(shop);
        var next = await session.QueryAsync<long>(
            "select customer_id from orders where shop = @Shop and importing and customer_id > @After group by customer_id order by customer_id limit @Most",
            new { Shop = shop, After = after, Most = CustomersAtOnce });
        if (next.Count == 0 && after > 0)
        {
            return await RankAsync(session, shop, 0);
        }

        if (next.Count == 0)
        {
            // The history is in: no address is needed any more, but of orders that still wait.
            await session.EachAsync<object>("delete from history_addresses where shop = @Shop", [new { Shop = shop }]);
            await session.EachAsync<object>("update imports set open = 0 where shop = @Shop and open > 0", [new { Shop = shop }]);
            return (0, 0, []);
        }

        var chosen = new { Shop = shop, After = after, UpTo = next[^1], HistoricOrder.Importing };
        var ranked = await ImportingAsync(session, chosen);
        var places = (await session.QueryAsync<Place>(Standing, chosen)).ToLookup(p => p.History);
        var moved = await session.EachAsync<Place, OrderRow>(Put + " returning *", [.. places[false]]);
        await rules.OweAsync(session, moved, _ => CauseOf(shop));
        await session.TellAsync([.. moved.Select(row => Sentences.Ranked(row, time.GetUtcNow()))]);
        await session.EachAsync(Put, [.. places[true]]);
        var refunds = await ImportingAsync(session, chosen); // They change their customer's row and do not stand in it.
        await session.EachAsync<object>("update orders set importing = false where shop = @Shop and importing and customer_id > @After and customer_id <= @UpTo", refunds == 0 ? [] : [chosen]);
        await session.CountAsync([(shop, "orders/counting", ranked - refunds)]);
        return (ranked, chosen.UpTo, [.. moved.Select(m => m.ToMessage())]);
    }

    private static async Task<long> ImportingAsync(ISession session, object chosen) =>
        (await session.QueryAsync<long>("select count(*) from orders where shop = @Shop and importing and customer_id > @After and customer_id <= @UpTo", chosen))[0];

    /// <summary>An earlier call may have committed and not published.</summary>
    private async Task PublishOwedAsync(string shop, CancellationToken cancellationToken)
    {
        var after = 0L;
        while (await owed.CausedByAsync(CauseOf(shop), after, CustomersAtOnce, cancellationToken) is { Count: > 0 } page)
        {
            await PublishAsync(page);
            after = page[^1].OrderId;
        }
    }

    /// <summary>To its end, also when whoever called is gone.</summary>
    private async Task PublishAsync(IReadOnlyList<OrderRanked> moved)
    {
        if (!rules.IsNobody)
        {
            await Task.WhenAll(moved.Select(m => handover.HandOverAsync(m, Contracts.MessageId.Of(m), CancellationToken.None)));
        }
    }

    /// <summary>What the history of a shop moves is owed under one name, so that another call finds it.</summary>
    private static Guid CauseOf(string shop) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"history/{shop}")).AsSpan(0, 16));

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
        return [.. orders.Zip(digests, (order, digest) => order.Row(shop,
            digest is not null && customers.TryGetValue(digest, out var customer) ? customer : null, digest is not null && kept.Contains(digest) ? digest : null))];
    }
}

/// <summary>An order's place in its customer's row.</summary>
internal sealed record Place
{
    public string Shop { get; init; } = "";
    public long OrderId { get; init; }
    public bool History { get; init; }
    public long Ordinal { get; init; }
    public long SpendMinor { get; init; }
    public long FirstOrderAt { get; init; }
    public long? PreviousOrderAt { get; init; }
    public long? LastRefundAt { get; init; }
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
