using Delight.Fulfilment.Parcels;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Packing.Bench;

/// <summary>Each within a transaction that holds the parcel.</summary>
internal static class LeaseTable
{
    /// <summary>Takes the parcel, or renews what the bench has.</summary>
    /// <returns>False when another bench has it.</returns>
    public static async Task<bool> TakeAsync(ISession session, Lease lease, DateTimeOffset now) => (await session.QueryAsync<string>("""
        insert into leases (shop, order_id, bench, packer, until) values (@Shop, @OrderId, @Bench, @Packer, @Until)
        on conflict (shop, order_id) do update set bench = excluded.bench, packer = excluded.packer, until = excluded.until
        where leases.bench = excluded.bench or leases.until <= @Now
        returning bench
        """, new { lease.Shop, lease.OrderId, lease.Bench, lease.Packer, lease.Until, Now = now.ToStore() })).Count > 0;

    /// <returns>Nothing when nobody has it in hand.</returns>
    public static Task<Lease?> FindAsync(ISession session, OrderKey order, DateTimeOffset now) => session.FirstOrDefaultAsync<Lease>(
        "select * from leases where shop = @Shop and order_id = @OrderId and until > @Now", new { order.Shop, order.OrderId, Now = now.ToStore() });

    /// <summary>Gives back what the bench has; another's is left alone.</summary>
    public static Task ReleaseAsync(ISession session, OrderKey order, string bench) => session.EachAsync<object>(
        "delete from leases where shop = @Shop and order_id = @OrderId and bench = @Bench", [new { order.Shop, order.OrderId, Bench = bench }]);

    /// <summary>Nobody has these in hand any more.</summary>
    public static Task EndAsync(ISession session, IReadOnlyCollection<OrderKey> orders) =>
        session.EachAsync("delete from leases where shop = @Shop and order_id = @OrderId", orders);
}
