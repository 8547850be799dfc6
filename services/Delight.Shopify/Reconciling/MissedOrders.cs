using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Delight.Shopify.Documents;

namespace Delight.Shopify.Reconciling;

/// <summary>Orders as no webhook had told of them: each is noted first, then handed over like a delivery, and counts from then on. Found again after
/// a crash, it is handed over again as the same delivery, and counts once.</summary>
internal sealed class MissedOrders(IStore store, IHandover handover, TimeProvider time)
{
    /// <summary>The name of the sum of orders found so, by shop.</summary>
    public const string Sum = "shopify/missed";

    /// <returns>How many of them had not been found before.</returns>
    public async Task<int> HandOverAsync(string shop, IReadOnlyCollection<ChangedOrder> orders, CancellationToken cancellationToken)
    {
        if (orders.Count == 0)
        {
            return 0;
        }

        var keys = orders.Select(o => new Key(shop, o.LegacyResourceId, o.UpdatedAt.ToStore(), Guid.NewGuid().ToString(), time.GetUtcNow().ToStore())).ToArray();
        var rows = await store.WriteAsync(session => NoteAsync(session, keys), cancellationToken);
        await Task.WhenAll(orders.Zip(rows).Select(o => HandOverAsync(shop, o.First, o.Second, cancellationToken)));
        var found = await store.WriteAsync(session => CountAsync(session, shop, keys), cancellationToken);
        ReconcilingTelemetry.Missed(found);
        return found;
    }

    private static async Task<IReadOnlyList<NotedDelivery>> NoteAsync(ISession session, Key[] keys)
    {
        await session.EachAsync("""
            insert into shopify_missed (shop, order_id, updated_at, delivery_id, found_at, handed_over) values (@Shop, @OrderId, @UpdatedAt, @DeliveryId, @FoundAt, false)
            on conflict (shop, order_id, updated_at) do nothing
            """, keys);
        var rows = await session.EachAsync<Key, NotedDelivery>("select delivery_id, found_at from shopify_missed where shop = @Shop and order_id = @OrderId and updated_at = @UpdatedAt", keys);
        foreach (var row in rows)
        {
            await session.HandOverAgainAsync(row.Receiver);
        }

        return rows;
    }

    private static async Task<int> CountAsync(ISession session, string shop, Key[] keys)
    {
        var found = (await session.EachAsync<Key, long>("""
            update shopify_missed set handed_over = true
            where shop = @Shop and order_id = @OrderId and updated_at = @UpdatedAt and not handed_over
            returning order_id
            """, keys)).Count;
        await session.CountAsync([(shop, Sum, found)]);
        return found;
    }

    private Task HandOverAsync(string shop, ChangedOrder order, NotedDelivery row, CancellationToken cancellationToken)
    {
        var delivery = row.ToDelivery();
        return handover.HandOverAsync(order.ToOrderSeen(shop, delivery), delivery.Id, cancellationToken);
    }

    private sealed record Key(string Shop, long OrderId, long UpdatedAt, string DeliveryId, long FoundAt);
}
