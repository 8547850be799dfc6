using Delight.Contracts;
using Delight.Platform.Store;

namespace Delight.Ledger.Standing;

/// <summary>Orders whose standing is known and to which some rule still owes an answer.</summary>
internal sealed class OwedRankings(IStore store)
{
    /// <summary>Those that this delivery moved.</summary>
    public Task<IReadOnlyList<OrderRanked>> CausedByAsync(Guid delivery, CancellationToken cancellationToken) => ReadAsync("""
        select o.* from orders o
        where (o.shop, o.order_id) in (select w.shop, w.subject_id from work w where w.cause = @Cause and not w.failed)
        """, new { Cause = delivery.ToString() }, cancellationToken);

    /// <summary>The next ones that something else moved, in the order of their ids.</summary>
    public Task<IReadOnlyList<OrderRanked>> CausedByAsync(Guid cause, long orderId, int most, CancellationToken cancellationToken) => ReadAsync("""
        select o.* from orders o
        where o.order_id > @OrderId and (o.shop, o.order_id) in (select w.shop, w.subject_id from work w where w.cause = @Cause and not w.failed)
        order by o.order_id limit @Most
        """, new { Cause = cause.ToString(), OrderId = orderId, Most = most }, cancellationToken);

    /// <summary>The next ones in the order of shop and order id.</summary>
    public Task<IReadOnlyList<OrderRanked>> AfterAsync(string shop, long orderId, int most, CancellationToken cancellationToken) => ReadAsync("""
        select o.* from orders o
        where (o.shop, o.order_id) in (
            select w.shop, w.subject_id from work w
            where not w.failed and (w.shop, w.subject_id) > (@Shop, @OrderId)
            group by w.shop, w.subject_id
            order by w.shop, w.subject_id limit @Most)
        order by o.shop, o.order_id
        """, new { Shop = shop, OrderId = orderId, Most = most }, cancellationToken);

    private async Task<IReadOnlyList<OrderRanked>> ReadAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync(s => s.QueryAsync<OrderRow>(sql, parameters), cancellationToken);
        return [.. rows.Select(r => r.ToMessage())];
    }
}
