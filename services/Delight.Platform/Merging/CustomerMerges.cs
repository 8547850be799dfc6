using Delight.Contracts;
using Delight.Platform.Store;

namespace Delight.Platform.Merging;

/// <summary>Who became one customer. Who that is follows from all that was said together, and not from what came first.</summary>
public static class CustomerMerges
{
    /// <summary>Notes a merge; the shop is held alone.</summary>
    /// <returns>All who are one customer by now; nothing when this delivery was noted before.</returns>
    public static async Task<OneCustomer?> NoteMergeAsync(this ISession session, CustomersMerged merge)
    {
        var noted = await session.EachAsync<object, string>("""
            insert into customer_merges (delivery_id, shop, kept_id, merged_id, at) values (@DeliveryId, @Shop, @KeptId, @MergedId, @At)
            on conflict (delivery_id) do nothing returning delivery_id
            """, [new { DeliveryId = merge.Delivery.Id.ToString(), merge.Shop, KeptId = merge.KeptCustomerId, MergedId = merge.MergedCustomerId, At = merge.Delivery.ReceivedAt.ToStore() }]);
        if (noted.Count == 0)
        {
            return null;
        }

        long[] said = [merge.KeptCustomerId, merge.MergedCustomerId];
        var known = await session.KeptCustomersAsync(said.Select(id => (merge.Shop, (long?)id)));
        var roots = said.Select(id => known.Of(merge.Shop, id)).Distinct().ToArray();
        var all = roots.Concat(await MergedIntoAsync(session, merge.Shop, roots)).Distinct().Order().ToArray();
        var gone = (await session.EachAsync<object, long>("select distinct merged_id from customer_merges where shop = @Shop and merged_id = @Id and kept_id <> merged_id",
            [.. all.Select(id => new { merge.Shop, Id = id })])).ToHashSet();

        // One whom nobody deleted; where all were, which cannot be, and where there are several, the oldest.
        var kept = all.FirstOrDefault(id => !gone.Contains(id), all[0]);
        var customer = new OneCustomer(merge.Shop, kept, [.. all.Where(id => id != kept)], merge.Delivery.Id);
        await session.EachAsync<object>("delete from customer_aliases where shop = @Shop and customer_id = @KeptId", [new { customer.Shop, customer.KeptId }]);
        await session.EachAsync("""
            insert into customer_aliases (shop, customer_id, kept_id) values (@Shop, @GoneId, @KeptId)
            on conflict (shop, customer_id) do update set kept_id = excluded.kept_id
            """, customer.Moves);
        return customer;
    }

    public static async Task<bool> IsMergeNotedAsync(this ISession session, Delivery delivery) =>
        (await session.QueryAsync<string>("select delivery_id from customer_merges where delivery_id = @Id", new { Id = delivery.Id.ToString() })).Count > 0;

    /// <summary>Who these customers are now. Nobody of the shop is merged while the transaction lasts, if it holds the shop.</summary>
    public static async Task<KeptCustomers> KeptCustomersAsync(this ISession session, IEnumerable<(string Shop, long? CustomerId)> customers) => new(
        await session.EachAsync<object, Alias>("select shop, customer_id, kept_id from customer_aliases where shop = @Shop and customer_id = @CustomerId",
            [.. customers.Where(c => c.CustomerId is not null).Distinct().Select(c => new { c.Shop, c.CustomerId })]));

    /// <summary>Who this customer is now.</summary>
    public static async Task<long> KeptCustomerAsync(this ISession session, string shop, long customerId) =>
        (await session.KeptCustomersAsync([(shop, customerId)])).Of(shop, customerId);

    /// <summary>All who were merged into these.</summary>
    public static Task<IReadOnlyList<long>> MergedIntoAsync(this ISession session, string shop, params IEnumerable<long> kept) => session.EachAsync<object, long>(
        "select customer_id from customer_aliases where shop = @Shop and kept_id = @KeptId order by customer_id", [.. kept.Select(id => new { Shop = shop, KeptId = id })]);

    internal sealed record Alias
    {
        public string Shop { get; init; } = "";
        public long CustomerId { get; init; }
        public long KeptId { get; init; }
    }
}

/// <summary>Who some customers are now.</summary>
public sealed class KeptCustomers
{
    private readonly Dictionary<(string Shop, long CustomerId), long> _kept;

    internal KeptCustomers(IEnumerable<CustomerMerges.Alias> aliases) => _kept = aliases.ToDictionary(a => (a.Shop, a.CustomerId), a => a.KeptId);

    public long Of(string shop, long customerId) => _kept.GetValueOrDefault((shop, customerId), customerId);

    public long? Of(string shop, long? customerId) => customerId is { } id ? Of(shop, id) : null;
}
