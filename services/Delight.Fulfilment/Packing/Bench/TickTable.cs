using Delight.Fulfilment.Parcels;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Packing.Bench;

/// <summary>Lines that the packer ticked, by their keys; each within a transaction that holds the parcel.</summary>
internal static class TickTable
{
    public static async Task<IReadOnlySet<string>> ReadAsync(ISession session, OrderKey order) => (await session.QueryAsync<string>(
        "select key from ticks where shop = @Shop and order_id = @OrderId", new { order.Shop, order.OrderId })).ToHashSet();

    public static Task SetAsync(ISession session, OrderKey order, string key) => session.EachAsync<object>(
        "insert into ticks (shop, order_id, key) values (@Shop, @OrderId, @Key) on conflict (shop, order_id, key) do nothing", [new { order.Shop, order.OrderId, Key = key }]);

    public static Task RemoveAsync(ISession session, OrderKey order, IEnumerable<string> keys) => session.EachAsync<object>(
        "delete from ticks where shop = @Shop and order_id = @OrderId and key = @Key", [.. keys.Select(k => new { order.Shop, order.OrderId, Key = k })]);

    /// <summary>These are packed.</summary>
    public static Task RemoveAllAsync(ISession session, IReadOnlyCollection<OrderKey> orders) =>
        session.EachAsync("delete from ticks where shop = @Shop and order_id = @OrderId", orders);
}
