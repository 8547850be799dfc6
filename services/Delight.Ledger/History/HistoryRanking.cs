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

/// <summary>Puts imported orders into their customers' rows, some customers at a time, each row whole before it counts; the shop is held
/// alone meanwhile.</summary>
internal sealed class HistoryRanking(IStore store, RuleWork rules, OwedRankings owed, IHandover handover, TimeProvider time)
{
    private const int CustomersAtOnce = 500;
    private const string Put = """
        update orders set counts = true, not_counting = null, importing = false, ordinal = @Ordinal, spend_minor = @SpendMinor, first_order_at = @FirstOrderAt,
            previous_order_at = @PreviousOrderAt, last_refund_at = @LastRefundAt, version = version + 1, dirty = false
        where shop = @Shop and order_id = @OrderId
        """;

    private static readonly string Standing = Sql.File(typeof(HistoryDesk).Assembly, "rank-history.sql");

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
