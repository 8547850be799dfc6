using Delight.Contracts;
using Delight.Ledger.History;
using Delight.Platform.Merging;
using Delight.Platform.Store;

namespace Delight.Ledger.Standing;

/// <summary>Snapshots that are entered together, and what they change in which customers' rows of orders.</summary>
internal sealed class SnapshotBatch
{
    private readonly Dictionary<OrderKey, OrderRow> _known;
    private readonly Dictionary<OrderKey, OrderRow> _newest = [];
    private readonly Dictionary<OrderKey, OrderSeen> _causeByOrder = [];
    private readonly Dictionary<CustomerKey, OrderSeen> _causeByCustomer = [];
    private readonly Dictionary<CustomerKey, OrderRow> _rankFrom = [];
    private readonly Dictionary<OrderKey, OrderSeen> _made = [];

    private SnapshotBatch(Dictionary<OrderKey, OrderRow> known) => _known = known;

    public List<Arrival> Arrivals { get; } = [];

    /// <summary>The snapshots that take the place of what was known.</summary>
    public IReadOnlyCollection<OrderRow> Newest => _newest.Values;

    /// <summary>Ranked before, not to be ranked now.</summary>
    public IEnumerable<OrderKey> NoLongerCounting => _newest.Values.Where(n => n.Dirty && !n.Counts).Select(n => n.Key);

    /// <summary>The customers whose rows changed, and the first place of the change.</summary>
    public IReadOnlyDictionary<CustomerKey, OrderRow> RankFrom => _rankFrom;

    public IEnumerable<CustomerKey> Customers => _rankFrom.Keys;

    /// <summary>Holds the orders, so that nobody changes their customer meanwhile, gives those of the history that wait for one of their
    /// customers to them, and compares with what is known of them.</summary>
    public static async Task<SnapshotBatch> ReadAsync(ISession session, IReadOnlyList<OrderSeen> orders)
    {
        var keys = orders.Select(o => new OrderKey(o.Shop, o.OrderId)).Distinct().ToArray();
        var kept = await session.KeptCustomersAsync(orders.Select(o => (o.Shop, o.CustomerId)));
        var joining = await JoinBySnapshots.OfAsync(session, [.. orders.Select(o => o with { CustomerId = kept.Of(o.Shop, o.CustomerId) })]);
        await session.LockAsync(keys.Concat(joining.Orders).Select(k => $"order/{k.Shop}/{k.OrderId}"));
        var joined = await joining.JoinAsync(session);
        var known = await session.EachAsync<OrderKey, OrderRow>("select * from orders where shop = @Shop and order_id = @OrderId", keys);
        var batch = new SnapshotBatch(known.ToDictionary(r => r.Key));
        var rows = orders.Select(o => Snapshot.Of(Snapshot.Row(o), kept.Of(o.Shop, o.CustomerId))).ToArray();
        var firstTime = (await session.EachAsync<OrderRow, string>("""
            insert into snapshots (shop, order_id, digest, at) values (@Shop, @OrderId, @Digest, @ReceivedAt)
            on conflict (shop, order_id, digest) do nothing
            returning shop || '/' || order_id || '/' || digest
            """, rows)).ToHashSet();
        for (var i = 0; i < orders.Count; i++)
        {
            batch.Add(orders[i], rows[i], firstTime.Remove($"{rows[i].Shop}/{rows[i].OrderId}/{rows[i].Digest}"));
        }

        batch.Compare();
        foreach (var row in joined)
        {
            batch.Rerank(row, joining.CauseOf(row));
        }

        return batch;
    }

    public OrderRow? Known(OrderKey key) => _known.GetValueOrDefault(key);

    /// <summary>The message that is answerable for publishing a moved order.</summary>
    public OrderSeen CauseOf(OrderRow moved) => _causeByOrder.GetValueOrDefault(moved.Key)
        ?? _causeByCustomer[new CustomerKey(moved.Shop, moved.CustomerId!.Value)];

    private void Add(OrderSeen order, OrderRow row, bool firstTime)
    {
        var current = _newest.GetValueOrDefault(row.Key) ?? _known.GetValueOrDefault(row.Key);
        if (order.Delivery.Topic is "orders/create" or "orders/paid")
        {
            _made[row.Key] = order;
        }

        var newer = current is null || Snapshot.IsNewer(row, current);
        Arrivals.Add(new Arrival(order, row, !firstTime ? ArrivalOutcome.CameBefore : newer ? ArrivalOutcome.Newest : ArrivalOutcome.Older));
        if (newer)
        {
            _newest[row.Key] = row;
            _causeByOrder[row.Key] = order;
        }
    }

    private void Compare()
    {
        foreach (var (key, order) in _made.Where(m => _known.GetValueOrDefault(m.Key)?.History == true && !_newest.ContainsKey(m.Key)).ToArray())
        {
            // What is known of it is as new; that it is made or paid just now is news all the same.
            _newest[key] = _known[key].NotCounting == HistoricOrder.Importing ? _known[key] with { Counts = true, NotCounting = null } : _known[key];
            _causeByOrder[key] = order;
        }

        foreach (var (key, row) in _newest.ToArray())
        {
            var before = _known.GetValueOrDefault(key);
            var wakes = before?.History == true && (_made.ContainsKey(key) || IsPaidMeanwhile(before, row, _causeByOrder[key]));
            var changed = wakes || before is null || before.Facts != row.Facts;
            _newest[key] = row with
            {
                History = before?.History == true && !wakes, Importing = false,
                Dirty = before?.Dirty == true || (changed && (row.Counts || before?.Version > 0)),
            };
            if (changed)
            {
                Rerank(before, _causeByOrder[key]);
                Rerank(row, _causeByOrder[key]);
            }
        }
    }

    /// <summary>No webhook said that an order of the history is paid now, and the shop says so itself.</summary>
    private static bool IsPaidMeanwhile(OrderRow history, OrderRow row, OrderSeen cause) =>
        cause.Delivery.Topic == Delivery.Reconciled && row.Counts && !history.Counts && history.NotCounting is not (HistoricOrder.Importing or HistoricOrder.Unmatched);

    /// <summary>Ranks the customer anew from a place on.</summary>
    public void Rerank(OrderRow? place, OrderSeen cause)
    {
        if (place is { CustomerId: { } customer } && (place.Counts || place.RefundedAt is not null))
        {
            var key = new CustomerKey(place.Shop, customer);
            if (!_rankFrom.TryGetValue(key, out var first) || (place.CreatedAt, place.OrderId).CompareTo((first.CreatedAt, first.OrderId)) < 0)
            {
                _rankFrom[key] = place;
            }

            _causeByCustomer.TryAdd(key, cause);
        }
    }
}
