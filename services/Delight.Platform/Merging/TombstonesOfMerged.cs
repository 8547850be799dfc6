using Delight.Platform.Store;

namespace Delight.Platform.Merging;

/// <summary>A wish to be forgotten holds for the whole customer: what was made before it brings no name back, whichever of the ids it names.</summary>
public sealed class TombstonesOfMerged : IKeptByCustomer
{
    private const string Ids = "(select @KeptId union all select customer_id from customer_aliases where shop = @Shop and kept_id = @KeptId)";

    public async Task MergeAsync(ISession session, OneCustomer customer)
    {
        object[] all = [.. customer.GoneIds.Append(customer.KeptId).Select(id => new { customer.Shop, customer.KeptId, CustomerId = id })];
        await session.EachAsync($"""
            insert into tombstones (shop, customer_id, at)
            select shop, @CustomerId, max(at) from tombstones where shop = @Shop and customer_id in {Ids} group by shop
            on conflict (shop, customer_id) do update set at = excluded.at
            """, all);
        await session.EachAsync($"""
            insert into tombstone_marks (shop, customer_id, mark)
            select distinct shop, @CustomerId, mark from tombstone_marks where shop = @Shop and customer_id in {Ids}
            on conflict (shop, customer_id, mark) do nothing
            """, all);
    }
}
