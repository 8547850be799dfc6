using Delight.Simulator;

namespace Delight.FakeShops;

/// <summary>Everything the shop knows. Whoever reads or changes it takes a turn first.</summary>
internal sealed class ShopState(FakeShopOptions options) : IDisposable
{
    private static readonly TimeSpan ShownWithoutScope = TimeSpan.FromDays(60);

    private readonly SemaphoreSlim turn = new(1, 1);
    private long latestId = 9_007_199_254_740_993; // 2^53 + 1: what no floating number holds.

    public FakeShopOptions Options => options;
    public OrderBook Orders { get; } = new();
    public Dictionary<long, FakeCustomer> Customers { get; } = [];
    public Dictionary<long, FakeVariant> Variants { get; } = [];

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

    public void Dispose() => turn.Dispose();
}

/// <summary>Gives the turn back when it is disposed of.</summary>
internal readonly struct Turn(SemaphoreSlim turn) : IDisposable
{
    public void Dispose() => turn.Release();
}
