using System.Text.Json.Nodes;
using Delight.Simulator;

namespace Delight.FakeShops;

/// <summary>Everything the shop knows. Whoever reads or changes it takes a turn first.</summary>
internal sealed class ShopState(FakeShopOptions options, Deliveries deliveries, BulkOperations bulk) : IDisposable
{
    private static readonly TimeSpan ShownWithoutScope = TimeSpan.FromDays(60);

    private readonly SemaphoreSlim turn = new(1, 1);
    private long latestId = 9_007_199_254_740_993; // 2^53 + 1: what no floating number holds.

    public FakeShopOptions Options => options;
    public OrderBook Orders { get; } = new();
    public Dictionary<long, FakeCustomer> Customers { get; } = [];
    public Dictionary<long, FakeVariant> Variants { get; } = [];
    public Dictionary<(string Owner, string Namespace, string Key), FakeMetafield> Metafields { get; } = [];
    public Dictionary<long, EditSession> Edits { get; } = [];
    public Deliveries Deliveries => deliveries;
    public BulkOperations Bulk => bulk;

    /// <summary>How many messages customers got, which nobody wants them to get for a surprise.</summary>
    public int CustomerNotifications { get; set; }

    public DateTimeOffset Now => options.Time.GetUtcNow();

    public long NextId() => Interlocked.Increment(ref latestId);

    public async Task<Turn> TurnAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        return new Turn(turn);
    }

    public Turn Turn()
    {
        turn.Wait();
        return new Turn(turn);
    }

    public FakeOrder Add(ShopOrder order)
    {
        var made = FakeOrder.Of(order);
        Orders.Add(made);
        if (order.CustomerId is { } customer)
            Customers.TryAdd(customer, new(customer, order.CustomerFirstName, order.CustomerLastName, order.CustomerEmail));
        return made;
    }

    public FakeCustomer? Customer(long id) => Customers.GetValueOrDefault(id) ?? Orders.History?.Customer(id);

    /// <summary>An order that the app may see.</summary>
    public FakeOrder? Order(long? id) => id is { } known && Orders.Find(known) is { } order && IsShown(order) ? order : null;

    public bool IsShown(FakeOrder order) => Scopes.Granted(this, "read_all_orders") || order.CreatedAt > Now - ShownWithoutScope;

    /// <summary>An order is not as it was: its time moves on by a second at least, as the platform's times have no parts of seconds
    /// and tests are faster than people. Whoever subscribed hears of it.</summary>
    public void Changed(FakeOrder order, params string[] topics)
    {
        var now = FakeOrder.WholeSeconds(Now);
        Orders.Change(order, now > order.UpdatedAt ? now : order.UpdatedAt + TimeSpan.FromSeconds(1));
        Tell(order, [.. topics, "orders/updated"]);
    }

    /// <summary>Tells of the order as it is.</summary>
    public void Tell(FakeOrder order, IReadOnlyList<string> topics)
    {
        var id = Guid.NewGuid().ToString();
        var body = new Lazy<byte[]>(() => OrderJson.Bytes(OrderJson.Of(order, order.CustomerId is { } customer ? Customer(customer) : null, options.SharesNames)));
        foreach (var topic in topics.Where(IsWanted))
            deliveries.Tell(new(topic, order.Id, body.Value, id));
    }

    public void Tell(string topic, long about, Func<JsonObject> body)
    {
        if (IsWanted(topic))
            deliveries.Tell(ShopEvent.Of(topic, about, body(), Guid.NewGuid().ToString()));
    }

    /// <summary>Two customers become one, who has the orders of both.</summary>
    public void Merge(long kept, long gone)
    {
        Orders.Move(gone, kept);
        Customers.Remove(gone);
        Tell("customers/merge", kept, () => new()
        {
            ["admin_graphql_api_customer_kept_id"] = Gid.Of("Customer", kept),
            ["admin_graphql_api_customer_deleted_id"] = Gid.Of("Customer", gone),
            ["admin_graphql_api_job_id"] = null,
            ["status"] = "completed",
            ["errors"] = new JsonArray(),
        });
    }

    public void Dispose() => turn.Dispose();

    private bool IsWanted(string topic) => deliveries.Subscriptions.Any(s => s.Topic == Subscription.NameOf(topic));
}

/// <summary>Gives the turn back when it is disposed of.</summary>
internal readonly struct Turn(SemaphoreSlim turn) : IDisposable
{
    public void Dispose() => turn.Release();
}
