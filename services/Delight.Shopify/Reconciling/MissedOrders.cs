using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Delight.Shopify.Documents;

namespace Delight.Shopify.Reconciling;

/// <summary>Orders as no webhook had told of them: each is noted first, and then handed over like a delivery. Found again after a crash, it is
/// handed over again as the same delivery, and counts once.</summary>
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

        var (found, rows) = await store.WriteAsync(session => NoteAsync(session, shop, orders), cancellationToken);
        ReconcilingTelemetry.Missed(found);
        await Task.WhenAll(orders.Zip(rows).Select(o => HandOverAsync(shop, o.First, o.Second, cancellationToken)));
        return found;
    }

    private async Task<(int Found, IReadOnlyList<Row> Rows)> NoteAsync(ISession session, string shop, IReadOnlyCollection<ChangedOrder> orders)
    {
        var keys = orders.Select(o => new { Shop = shop, OrderId = o.LegacyResourceId, UpdatedAt = o.UpdatedAt.ToStore(), DeliveryId = Guid.NewGuid().ToString(), FoundAt = time.GetUtcNow().ToStore() }).ToArray();
        var found = (await session.EachAsync<object, long>("""
            insert into shopify_missed (shop, order_id, updated_at, delivery_id, found_at) values (@Shop, @OrderId, @UpdatedAt, @DeliveryId, @FoundAt)
            on conflict (shop, order_id, updated_at) do nothing
            returning order_id
            """, keys)).Count;
        await session.CountAsync([(shop, Sum, found)]);
        var rows = await session.EachAsync<object, Row>("select delivery_id, found_at from shopify_missed where shop = @Shop and order_id = @OrderId and updated_at = @UpdatedAt", keys);
        foreach (var row in rows)
        {
            await session.HandOverAgainAsync(Intake.ReplayOf(row.DeliveryId));
        }

        return (found, rows);
    }

    private Task HandOverAsync(string shop, ChangedOrder order, Row row, CancellationToken cancellationToken)
    {
        var delivery = new Delivery { Id = Guid.Parse(row.DeliveryId), Topic = Delivery.Reconciled, ReceivedAt = Instant.FromStore(row.FoundAt), Receiver = Intake.ReplayOf(row.DeliveryId) };
        return handover.HandOverAsync(order.ToOrderSeen(shop, delivery), delivery.Id, cancellationToken);
    }

    private sealed record Row
    {
        public string DeliveryId { get; init; } = "";
        public long FoundAt { get; init; }
    }
}
