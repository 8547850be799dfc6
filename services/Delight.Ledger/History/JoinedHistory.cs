using Delight.Ledger.Standing;
using Delight.Platform.Store;

namespace Delight.Ledger.History;

/// <summary>Orders of the history whose customer becomes known by an address.</summary>
internal static class JoinedHistory
{
    /// <summary>Whether any order waits for its customer.</summary>
    public static async Task<bool> IsWaitingAsync(ISession session) =>
        (await session.QueryAsync<string>("select shop from orders where customer_id is null and address is not null limit 1")).Count > 0;

    /// <summary>Gives the orders that came with these addresses to their customers; those that count are importing from now on.</summary>
    /// <returns>The orders that were given away.</returns>
    public static Task<IReadOnlyList<OrderRow>> JoinAsync(ISession session, IEnumerable<AddressRow> addresses) => session.EachAsync<object, OrderRow>("""
        update orders set customer_id = @CustomerId, address = null, importing = (not_counting = @Unmatched),
            not_counting = case when not_counting = @Unmatched then @Importing else not_counting end
        where shop = @Shop and address = @Address and customer_id is null and history
        returning *
        """, [.. addresses.Select(a => new { a.Shop, a.Address, a.CustomerId, HistoricOrder.Unmatched, HistoricOrder.Importing })]);

    /// <summary>Lets them count, before they are put into their row.</summary>
    public static Task CountAsync(ISession session, IEnumerable<OrderRow> joined) => session.EachAsync(
        "update orders set counts = true, not_counting = null, importing = false, dirty = true where shop = @Shop and order_id = @OrderId", [.. joined.Select(j => new OrderKey(j.Shop, j.OrderId))]);
}

/// <summary>A row of the table <c>history_addresses</c>.</summary>
internal sealed record AddressRow
{
    public string Shop { get; init; } = "";
    public string Address { get; init; } = "";
    public long CustomerId { get; init; }
}
