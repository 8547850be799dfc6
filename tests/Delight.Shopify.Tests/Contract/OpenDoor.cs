using Delight.FakeShops;
using Delight.ObjectMother;
using Delight.Platform.Resilience;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;
using Delight.Shopify.Pace;
using Delight.Shopify.Tests.Pretend;
using Delight.Shopify.Tokens;
using Delight.Shopify.Wire;
using Delight.Simulator;

namespace Delight.Shopify.Tests.Contract;

/// <summary>The door as it is served, to a stand-in for the shop on this machine.</summary>
internal sealed class OpenDoor : IAsyncDisposable
{
    private readonly AdminHttp _http = new();
    private readonly Paces _paces;
    private readonly AccessTokens _tokens;

    private OpenDoor(FakeShop shop, ShopifyShopSettings settings, string wire)
    {
        (Shop, Settings) = (shop, new InForce<ShopifySettings>(new ShopifySettings { Shops = [settings] }));
        var (time, resilience) = (shop.Options.Time, new ResilienceFactory(shop.Options.Time));
        _paces = new Paces(time);
        _tokens = new AccessTokens(new GrantDesk(_http, resilience), null!, time, Log);
        Admin = new ShopAdmin(Settings, Wires.Of(wire, _http), _tokens, _paces, resilience, time);
    }

    public FakeShop Shop { get; }

    public InForce<ShopifySettings> Settings { get; }

    public ShopAdmin Admin { get; }

    public Logbook<AccessTokens> Log { get; } = new();

    public static async Task<OpenDoor> ToAsync(string wire, Action<FakeShopOptions>? furnish = null, Action<ShopifyShopSettings>? set = null)
    {
        Repository.Shared("data/shopify/admin-2026-01.schema.graphql");
        var options = new FakeShopOptions { Time = new FastClock(), Token = Written.Mark + "-admin-token", ClientSecret = Written.Mark + "-client-secret" };
        furnish?.Invoke(options);
        var shop = await FakeShop.StartAsync(options);
        var settings = new ShopifyShopSettings { Shop = options.Domain, AdminUrl = shop.Address.ToString() };
        if (set is null)
        {
            settings.Token = options.Token;
        }

        set?.Invoke(settings);
        return new OpenDoor(shop, settings, wire);
    }

    public Task<Answer<T>> AskAsync<T>(Document<T> document, object? variables = null, CancellationToken cancellationToken = default)
        where T : class => Admin.SendAsync(Shop.Options.Domain, document, variables, Urgency.WriteBack, cancellationToken);

    public Task<Answer<OrderById>> AskAnyAsync(bool mayBeRepeated = true) =>
        AskAsync(mayBeRepeated ? ThingDocument.Query : ThingDocument.Mutation, OrderById.Of(1));

    /// <returns>Its id.</returns>
    public long Remember(TimeSpan? age = null)
    {
        var id = Shop.Merchant.NextId();
        Shop.Merchant.Remember(new ShopOrder
        {
            Id = id, Name = "#1042", CustomerId = 77, CreatedAt = Shop.Options.Time.GetUtcNow() - (age ?? TimeSpan.Zero), FinancialStatus = "paid", Total = 42.5m, Currency = "USD",
            Lines = [new("TEA-1", "Morning tea", 2, 20m, Vendor: "Leaf & Co")],
        });
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        _tokens.Dispose();
        _paces.Dispose();
        _http.Dispose();
        await Shop.DisposeAsync();
        Assert.That(Log.Whole, Has.None.Contains(Written.Mark));
    }
}
