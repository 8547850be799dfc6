using System.Text.Json;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Shopify.Backfilling;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;
using Delight.Shopify.Tests.Pretend;

namespace Delight.Shopify.Tests.Backfilling;

/// <summary>A shop with a history, and processes that bring it in.</summary>
internal abstract class OnBackfilling(StoreKind kind) : OnShop(kind)
{
    private readonly List<BulkFile> _files = [];

    protected Logbook<Backfill> Log { get; private set; } = new();

    /// <summary>What becomes of an export's file on its way.</summary>
    protected Func<string, string>? FileAsItComes { get; set; }

    /// <summary>What becomes of a page on its way.</summary>
    protected Func<OrdersCreatedBefore.Page, OrdersCreatedBefore.Page>? PagesAsTheyCome { get; set; }

    [SetUp]
    public void OpenLog() => (Log, FileAsItComes, PagesAsTheyCome) = (new(), null, null);

    [TearDown]
    public void CloseFiles() => _files.ForEach(f => f.Dispose());

    protected BackfillRows Rows() => new(Store, Clock);

    /// <summary>Another process of the installation.</summary>
    protected Backfill Process()
    {
        var (rows, file) = (Rows(), FileAsItComes is { } alter ? new BulkFile(new AlteredFile(alter), Clock) : new BulkFile(Clock));
        _files.Add(file);
        IShopAdmin admin = PagesAsTheyCome is { } pages ? new AlteredAnswers<OrdersCreatedBefore>(Door.Admin, found => found with { Orders = pages(found.Orders) }) : Door.Admin;
        return new Backfill(admin, Own, rows, new BulkExporter(admin), file, new HistoryFeed(Own, rows), Why(Store), Clock, Log);
    }

    protected Task AskAsync() => Rows().AskAsync(Domain, Clock.GetUtcNow(), CancellationToken.None);

    protected async Task<BackfillRow> RowAsync() => (await Rows().ReadAsync(Domain, CancellationToken.None))!;

    /// <summary>By as many processes as it takes, one after the other.</summary>
    protected async Task<BackfillRow> RunToItsEndAsync(int processes = 5)
    {
        for (var n = 0; n < processes && (await RowAsync()).IsUnderWay; n++)
        {
            await WriteAsync(s => s.EachAsync<object>("update shopify_backfills set claimed_until = 0", [new { }]));
            await Process().RunAsync(Domain, CancellationToken.None);
        }

        return await RowAsync();
    }

    /// <summary>Orders of some 300 days ago.</summary>
    protected long[] Orders(int number) => [.. Enumerable.Range(0, number).Select(n => Order(TimeSpan.FromDays(300) - TimeSpan.FromMinutes(n)).Id)];

    protected long[] InLedger() => [.. Ledger.History.Select(o => o.GetProperty("id").GetInt64())];

    protected JsonElement FirstInLedger() => Ledger.History[0];
}
