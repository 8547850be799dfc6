using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Story;
using Delight.Platform.Work;

namespace Delight.Ledger.Standing;

/// <summary>Enters snapshots, many to a transaction: locks, keeps the newest, ranks what moved, and notes who owes an answer to it.</summary>
internal sealed class OrderBook : IAsyncDisposable
{
    private static readonly string Upsert = Sql.File(typeof(OrderBook).Assembly, "orders-upsert.sql");
    private static readonly string Rank = Sql.File(typeof(OrderBook).Assembly, "rank-customer.sql");
    private static readonly string Unrank = Sql.File(typeof(OrderBook).Assembly, "unrank-order.sql");

    private readonly IStore _store;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<string> _workers;
    private readonly Coalescer<OrderSeen, IReadOnlyList<OrderRanked>> _entries;

    public OrderBook(IStore store, Topology topology, TimeProvider time)
    {
        _store = store;
        _time = time;
        _workers = [.. topology.All.Where(c => c.Messages.Contains(typeof(OrderRanked))).Select(c => c.Queue)];
        _entries = new Coalescer<OrderSeen, IReadOnlyList<OrderRanked>>(
            (orders, cancellationToken) => _store.WriteAsync(session => EnterAsync(session, orders), cancellationToken));
    }

    /// <summary>Returns, when all is durable, the orders whose standing or facts this snapshot changed.</summary>
    public Task<IReadOnlyList<OrderRanked>> EnterAsync(OrderSeen order, CancellationToken cancellationToken) => _entries.AddAsync(order, cancellationToken);

    public ValueTask DisposeAsync() => _entries.DisposeAsync();

    private async Task<IReadOnlyList<IReadOnlyList<OrderRanked>>> EnterAsync(ISession session, IReadOnlyList<OrderSeen> orders)
    {
        var batch = await SnapshotBatch.ReadAsync(session, orders);
        await session.LockAsync(batch.Customers.Select(c => $"customer/{c.Shop}/{c.CustomerId}"));
        await session.EachAsync(Upsert, [.. batch.Newest]);
        var moved = new List<OrderRow>();
        moved.AddRange(await session.EachAsync<object, OrderRow>(Unrank, [.. batch.NoLongerCounting.Select(k => new { k.Shop, k.OrderId })]));
        moved.AddRange(await session.EachAsync<object, OrderRow>(Rank, [.. batch.RankFrom.Select(r => new
        {
            r.Key.Shop, r.Key.CustomerId, FromAt = r.Value.CreatedAt, FromId = r.Value.OrderId,
        })]));
        var causes = moved.ConvertAll(batch.CauseOf);
        await session.OweAsync([.. moved.SelectMany((row, i) => _workers.Select(worker => new WorkItem
        {
            Shop = row.Shop, SubjectId = row.OrderId, Worker = worker, Version = row.Version, Cause = causes[i].Delivery.Id.ToString(),
        }))]);
        await TellAsync(session, batch, moved);
        var published = moved.Select((row, i) => (Cause: causes[i], Message: row.ToMessage())).ToLookup(p => p.Cause.Delivery.Id, p => p.Message);
        return [.. orders.Select(o => (IReadOnlyList<OrderRanked>)(_workers.Count == 0 ? [] : [.. published[o.Delivery.Id].Distinct()]))];
    }

    private async Task TellAsync(ISession session, SnapshotBatch batch, List<OrderRow> moved)
    {
        var told = (await session.TellAsync([.. batch.Arrivals.Select(a => a.Line())])).ToHashSet();
        var fresh = batch.Arrivals.Where(a => told.Remove(StoryKeys.Seen(a.Order))).ToList();
        await session.TellAsync([.. moved.Select(row => Sentences.Ranked(row, _time.GetUtcNow()))]);
        await session.CountAsync([
            .. fresh.Select(a => (a.Order.Shop, "deliveries/accepted", 1L)),
            .. fresh.Where(a => a.Outcome == ArrivalOutcome.CameBefore).Select(a => (a.Order.Shop, "deliveries/duplicate", 1L)),
            .. fresh.Select(a => ("", Intake.TakenFrom(a.Order.Delivery.Receiver), 1L)),
            .. batch.Newest.Where(n => batch.Known(n.Key) is null).Select(n => (n.Shop, "orders/known", 1L)),
            .. batch.Newest.Select(n => (n.Shop, "orders/counting", (n.Counts ? 1L : 0) - (batch.Known(n.Key)?.Counts == true ? 1 : 0))),
        ]);
    }
}
