using Delight.Contracts;
using Delight.Ledger.Standing;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using MassTransit;

namespace Delight.Ledger.Tests;

/// <summary>An empty ledger whose standings one rule waits for.</summary>
public abstract class OnEachLedger(StoreKind kind) : OnEachStore(kind, typeof(LedgerModule))
{
    internal const string Queue = "rule-test";
    private readonly List<OrderBook> _books = [];

    internal RuleWork Rules { get; } = new(new Topology([new QueueConsumer(Queue, typeof(SomeRule))], []));

    internal OrderBook Book => _books[0];

    [SetUp]
    public void OpenBook() => OpenBook(Store);

    [TearDown]
    public async Task CloseBooks()
    {
        foreach (var book in _books)
        {
            await book.DisposeAsync();
        }

        _books.Clear();
    }

    /// <summary>As another process, or a later run, opens it.</summary>
    internal OrderBook OpenBook(IStore store)
    {
        var book = new OrderBook(store, Rules, new StandingClock());
        _books.Add(book);
        return book;
    }

    /// <summary>One after the other; all standings that were to be published, in that order.</summary>
    internal async Task<List<OrderRanked>> EnterAsync(params IEnumerable<OrderSeen> orders)
    {
        var moved = new List<OrderRanked>();
        foreach (var order in orders)
        {
            moved.AddRange(await Book.EnterAsync(order, CancellationToken.None));
        }

        return moved;
    }

    internal async Task<OrderRow> RowAsync(long orderId, string shop = Shop.Domain) =>
        (await ReadAsync(s => s.QueryAsync<OrderRow>("select * from orders where shop = @Shop and order_id = @OrderId", new { Shop = shop, OrderId = orderId }))).Single();

    internal async Task<OrderRanked> StandingAsync(int number) => (await RowAsync(Shop.OrderId(number))).ToMessage();

    /// <summary>The ordinals of these orders, as they stand.</summary>
    internal async Task<List<int?>> OrdinalsAsync(params IEnumerable<int> numbers)
    {
        var ordinals = new List<int?>();
        foreach (var number in numbers)
        {
            ordinals.Add((await StandingAsync(number)).Ordinal);
        }

        return ordinals;
    }

    private sealed class SomeRule : IConsumer<OrderRanked>
    {
        public Task Consume(ConsumeContext<OrderRanked> context) => Task.CompletedTask;
    }
}
