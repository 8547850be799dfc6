using Delight.Ledger.Standing;
using Delight.Platform.Store;

namespace Delight.Ledger.History;

/// <summary>Orders of the history that wait for their customer, under the address that they came with.</summary>
internal static class WaitingOrders
{
    /// <summary>Whether any order of these shops waits for its customer.</summary>
    public static async Task<bool> IsWaitingAsync(ISession session, IEnumerable<string> shops) => (await session.EachAsync<object, string>(
        "select shop from orders where shop = @Shop and customer_id is null and address is not null order by shop, address limit 1", [.. shops.Distinct().Select(s => new { Shop = s })])).Count > 0;

    /// <summary>Those that wait under one of these addresses.</summary>
    public static Task<IReadOnlyList<OrderKey>> WaitingAsync(ISession session, IReadOnlyCollection<AddressRow> addresses) => session.EachAsync<AddressRow, OrderKey>(
        "select shop, order_id from orders where shop = @Shop and address = @Address and customer_id is null", addresses);

    /// <summary>Gives the orders that came with these addresses to their customers; those that change the customer's row are importing from now on.</summary>
    /// <returns>The orders that were given away.</returns>
    public static Task<IReadOnlyList<OrderRow>> JoinAsync(ISession session, IEnumerable<AddressRow> addresses) => session.EachAsync<object, OrderRow>("""
        update orders set customer_id = @CustomerId, address = null, importing = (not_counting = @Unmatched or refunded_at is not null),
            not_counting = case when not_counting = @Unmatched then @Importing else not_counting end
        where shop = @Shop and address = @Address and customer_id is null and history
        returning *
        """, [.. addresses.Select(a => new { a.Shop, a.Address, a.CustomerId, HistoricOrder.Unmatched, HistoricOrder.Importing })]);

    /// <summary>Lets those that count do so, before they are put into their row.</summary>
    public static Task CountAsync(ISession session, IEnumerable<OrderRow> joined) => session.EachAsync<object>("""
        update orders set counts = (not_counting = @Importing), dirty = (not_counting = @Importing), importing = false,
            not_counting = case when not_counting = @Importing then null else not_counting end
        where shop = @Shop and order_id = @OrderId
        """, [.. joined.Select(j => new { j.Shop, j.OrderId, HistoricOrder.Importing })]);
}

/// <summary>A row of the table <c>history_addresses</c>.</summary>
internal sealed record AddressRow
{
    public string Shop { get; init; } = "";
    public string Address { get; init; } = "";
    public long CustomerId { get; init; }
}
