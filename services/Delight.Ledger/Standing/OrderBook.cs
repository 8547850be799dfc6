using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Merging;
using Delight.Platform.Privacy;
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
    private readonly RuleWork _rules;
    private readonly Coalescer<OrderSeen, IReadOnlyList<OrderRanked>> _entries;

    public OrderBook(IStore store, RuleWork rules, TimeProvider time)
    {
        _store = store;
        _time = time;
        _rules = rules;
        _entries = new Coalescer<OrderSeen, IReadOnlyList<OrderRanked>>(
            (orders, cancellationToken) => _store.WriteAsync(session => EnterAsync(session, orders), cancellationToken));
    }

    /// <summary>Returns, when all is durable, the orders whose standing or facts this snapshot changed.</summary>
    public Task<IReadOnlyList<OrderRanked>> EnterAsync(OrderSeen order, CancellationToken cancellationToken) => _entries.AddAsync(order, cancellationToken);

    /// <summary>Before a snapshot is entered that was given up: it is on its way again, and its story no longer says that it could not be entered.</summary>
    public Task TakeUpAgainAsync(OrderSeen order, CancellationToken cancellationToken) => _store.WriteAsync(async session =>
    {
        await session.RetractAsync(order.Shop, order.OrderId, StoryKeys.Seen(order), StoryKeys.NotTaken);
        await session.TakeUpAgainAsync(order.Delivery);
    }, cancellationToken);

    /// <summary>Takes the name out of the customer's orders. Each is owed an answer anew, caused by the request; so is each whose answer
    /// is still owed, since that may have been made with the name and lost its words on its way.</summary>
    /// <returns>How many orders there were.</returns>
    public async Task<int> ForgetAsync(ISession session, Person person)
    {
        var customer = new CustomerKey(person.Shop, person.CustomerId);
        var toForget = await session.QueryAsync<OrderRow>("""
            select * from orders where shop = @Shop and customer_id = @CustomerId
              and (first_name is not null or address is not null or request is not null or customer_tags is not null or exists (select 1 from work where work.shop = orders.shop and work.subject_id = orders.order_id))
            """, customer);
        await session.LockAsync(toForget.Select(r => $"order/{r.Shop}/{r.OrderId}"));
        await session.LockAsync([$"customer/{customer.Shop}/{customer.CustomerId}"]);
        var moved = await session.EachAsync<object, OrderRow>(
            "update orders set first_name = null, address = null, request = null, customer_tags = null, facts = @Facts, version = version + 1 where shop = @Shop and order_id = @OrderId returning *",
            [.. toForget.Select(r => new { r.Shop, r.OrderId, Facts = Snapshot.FactsOf(r with { FirstName = null, Request = null, CustomerTags = null }) })]);
        await _rules.OweAsync(session, [.. moved.Where(m => !m.History)], _ => person.Cause);
        return moved.Count;
    }

    /// <summary>Gives the orders of those who are gone to the one who is kept, and ranks them in one row. What counts or counted is told anew, as is
    /// what stands behind it; what comes from the history is asked nothing.</summary>
    public async Task MergeAsync(ISession session, OneCustomer customer)
    {
        var coming = await session.EachAsync<object, OrderRow>("""
            select * from orders where shop = @Shop and customer_id = @GoneId and counts
            union all select * from orders where shop = @Shop and customer_id = @GoneId and not counts
            """, customer.Moves);
        await session.EachAsync("update orders set customer_id = @CustomerId, facts = @Facts, dirty = @Dirty where shop = @Shop and order_id = @OrderId",
            [.. coming.Select(o => Snapshot.Of(o, customer.KeptId) with { Dirty = o.Counts || o.Version > 0 })]);
        var moved = new List<OrderRow>();
        if (coming.Where(o => o.Counts || o.Version > 0 || o.RefundedAt is not null).MinBy(o => (o.CreatedAt, o.OrderId)) is { } first)
        {
            var from = new { customer.Shop, CustomerId = customer.KeptId, FromAt = first.CreatedAt, FromId = first.OrderId };
            moved.AddRange(await session.EachAsync<object, OrderRow>(Unrank, [.. coming.Where(o => !o.Counts && o.Version > 0).Select(o => new { o.Shop, o.OrderId })]));
            await session.EachAsync<object>("update orders set dirty = true where shop = @Shop and customer_id = @CustomerId and counts and (created_at, order_id) >= (@FromAt, @FromId)", [from]);
            moved.AddRange(await session.EachAsync<object, OrderRow>(Rank, [from]));
        }

        moved.RemoveAll(row => row.History);
        await _rules.OweAsync(session, moved, _ => customer.Cause);
        var now = _time.GetUtcNow();
        await session.TellAsync([.. coming.Where(o => !o.History).Select(o => Sentences.Merged(o, customer.Cause, now)), .. moved.Select(row => Sentences.Ranked(row, now))]);
    }

    public ValueTask DisposeAsync() => _entries.DisposeAsync();

    private async Task<IReadOnlyList<IReadOnlyList<OrderRanked>>> EnterAsync(ISession session, IReadOnlyList<OrderSeen> received)
    {
        var orders = await ForgottenAsync(session, await OfShopsAsync(session, received));
        var batch = await SnapshotBatch.ReadAsync(session, orders);
        await session.LockAsync(batch.Customers.Select(c => $"customer/{c.Shop}/{c.CustomerId}"));
        await session.EachAsync(Upsert, [.. batch.Newest]);
        var moved = new List<OrderRow>();
        moved.AddRange(await session.EachAsync<object, OrderRow>(Unrank, [.. batch.NoLongerCounting.Select(k => new { k.Shop, k.OrderId })]));
        moved.AddRange(await session.EachAsync<object, OrderRow>(Rank, [.. batch.RankFrom.Select(r => new
        {
            r.Key.Shop, r.Key.CustomerId, FromAt = r.Value.CreatedAt, FromId = r.Value.OrderId,
        })]));
        moved.RemoveAll(row => row.History); // It is counted, and no rule is asked.
        var causes = moved.ConvertAll(batch.CauseOf);
        await _rules.OweAsync(session, moved, i => causes[i].Delivery.Id);
        await TellAsync(session, batch, moved);
        var published = moved.Select((row, i) => (Cause: causes[i], Message: row.ToMessage())).ToLookup(p => p.Cause.Delivery.Id, p => p.Message);
        return [.. received.Select(o => (IReadOnlyList<OrderRanked>)(_rules.IsNobody ? [] : [.. published[o.Delivery.Id].DistinctBy(m => (m.Shop, m.OrderId, m.Version))]))];
    }

    /// <summary>What was received before its shop was forgotten is not entered.</summary>
    private static async Task<IReadOnlyList<OrderSeen>> OfShopsAsync(ISession session, IReadOnlyList<OrderSeen> received)
    {
        var forgotten = await session.ForgottenShopsAsync(received.Select(o => o.Shop));
        if (forgotten.Count == 0)
        {
            return received;
        }

        var tooOld = received.ToLookup(o => forgotten.TryGetValue(o.Shop, out var at) && o.Delivery.ReceivedAt <= at);
        foreach (var shop in tooOld[true].GroupBy(o => o.Shop))
        {
            await session.DropAsync(shop.Key, shop.Select(o => o.Delivery));
        }

        return [.. tooOld[false]];
    }

    /// <summary>What is older than a customer's wish to be forgotten does not bring the name back; a later order is a new beginning.</summary>
    private static async Task<IReadOnlyList<OrderSeen>> ForgottenAsync(ISession session, IReadOnlyList<OrderSeen> received)
    {
        await session.ResumeShopsAsync(received.Select(o => (o.Shop, o.CreatedAt)));
        var forgotten = await session.ForgottenAsync(received.Where(o => o.CustomerId is not null).Select(o => (o.Shop, o.CustomerId!.Value)));
        return forgotten.Count == 0 ? received : [.. received.Select(o =>
            o.CustomerId is { } customer && forgotten.TryGetValue((o.Shop, customer), out var at) && o.CreatedAt <= at ? Nameless(o) : o)];
    }

    private static OrderSeen Nameless(OrderSeen order) => order with { CustomerFirstName = null, SpecialRequest = null, CustomerTags = [], EmailDigest = null };

    private async Task TellAsync(ISession session, SnapshotBatch batch, List<OrderRow> moved)
    {
        var told = (await session.TellAsync([.. batch.Arrivals.Select(a => a.Line())])).ToHashSet();
        var fresh = batch.Arrivals.Where(a => told.Remove(StoryKeys.Seen(a.Order))).ToList();
        await session.TellAsync([.. moved.Select(row => Sentences.Ranked(row, _time.GetUtcNow()))]);
        await session.CountAsync([
            .. fresh.Where(a => !a.IsFetched).Select(a => (a.Order.Shop, "deliveries/accepted", 1L)),
            .. fresh.Where(a => !a.IsFetched && a.Outcome == ArrivalOutcome.CameBefore).Select(a => (a.Order.Shop, "deliveries/duplicate", 1L)),
            .. fresh.Select(a => ("", Intake.TakenFrom(a.Order.Delivery.Receiver), 1L)),
            .. batch.Newest.Where(n => batch.Known(n.Key) is null).Select(n => (n.Shop, "orders/known", 1L)),
            .. batch.Newest.Select(n => (n.Shop, "orders/counting", (n.Counts ? 1L : 0) - (batch.Known(n.Key)?.Counts == true ? 1 : 0))),
        ]);
    }
}
