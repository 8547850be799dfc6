using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Delight.FakeShops;

/// <summary>A shop of the platform that lives in this process and listens on 127.0.0.1.</summary>
public sealed class FakeShop : IAsyncDisposable
{
    private const int OldOrdersOfEach = 3;
    private readonly WebApplication app;
    private readonly ShopState state;
    private int isClosed;

    private FakeShop(FakeShopOptions options)
    {
        Options = options;
        Deliveries = new(options);
        Bulk = new();
        state = new(options, Deliveries, Bulk);
        Bucket = new(options);
        Tokens = new(options);
        Merchant = new(state);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        app = builder.Build();
        app.MapShop(this, state);
    }

    public FakeShopOptions Options { get; }

    /// <summary>What the shop's own people and customers do.</summary>
    public Merchant Merchant { get; }
    public Deliveries Deliveries { get; }
    public BulkOperations Bulk { get; }
    public Bucket Bucket { get; }
    public Tokens Tokens { get; }
    public Faults Faults { get; } = new();
    public RequestLog Log { get; } = new();

    /// <summary>For instance <c>http://127.0.0.1:40001/</c>, which stands in the place of <c>https://{shop}.myshopify.com/</c>.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Where documents are posted, in the version of the published schema.</summary>
    public Uri GraphqlAddress => new(Address, "admin/api/2026-01/graphql.json");

    /// <exception cref="FileNotFoundException">There is no published schema beside the checkout, see <see cref="PublishedSchema.Path"/>.</exception>
    public static async Task<FakeShop> StartAsync(FakeShopOptions? options = null, CancellationToken ct = default)
    {
        await Task.Run(() => PublishedSchema.Instance, ct);
        var shop = new FakeShop(options ?? new());
        try
        {
            await shop.app.StartAsync(ct);
        }
        catch
        {
            await shop.DisposeAsync(); // The port may be taken; the folder for files is not left behind.
            throw;
        }

        shop.Bulk.Address = shop.Address = new(shop.app.Urls.Single());
        if (shop.Options is { OldOrders: > 0 and var old, Time: var time })
        {
            var yesterday = FakeOrder.WholeSeconds(time.GetUtcNow().AddDays(-1));
            shop.Merchant.Remember(new HistoricOrders(old, Math.Max(1, old / OldOrdersOfEach), yesterday.AddYears(-1), yesterday));
        }

        return shop;
    }

    /// <summary>A test may close it early, and close it again when it ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isClosed, 1) == 1)
        {
            return;
        }

        await app.DisposeAsync();
        await Bulk.DisposeAsync();
        await Deliveries.DisposeAsync();
        state.Dispose();
    }

    internal Task WaitForShutdownAsync() => HostingAbstractionsHostExtensions.WaitForShutdownAsync(app);
}
