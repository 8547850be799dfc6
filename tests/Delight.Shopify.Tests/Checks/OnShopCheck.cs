using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Delight.Shopify.Checks;
using Delight.Shopify.Tests.Pretend;
using Delight.Shopify.Tests.Subscriptions;
using Delight.Shopify.Wire;
using Microsoft.Extensions.Configuration;

namespace Delight.Shopify.Tests.Checks;

/// <summary>A connected shop of which all is right, until a test says otherwise.</summary>
internal abstract class OnShopCheck
{
    private TestStore _store = null!;
    private PretendShopHttp? _receiver;
    private WatchedShop? _shop;

    protected WatchedShop Shop => _shop!;

    protected PretendShopHttp Receiver => _receiver!;

    /// <summary>Of this process.</summary>
    protected Dictionary<string, string?> Settings { get; private set; } = [];

    protected IStore Store => _store.Store;

    [SetUp]
    public async Task Open()
    {
        _receiver = new PretendShopHttp();
        _store = await TestStore.CreateAsync(StoreKind.Sqlite, typeof(ShopifyModule));
        _shop = await WatchedShop.OpenAsync(_store.Store);
        Shop.Shop.Options.Scopes.Add("read_customer_merge");
        await Shop.ConnectAsync();
        Shop.Door.Remember();
        await SignedAsync(fitted: 1);
        Settings = new()
        {
            ["Delight:Shops:0:Domain"] = Shop.Shop.Options.Domain, ["Delight:Shops:0:WebhookSecrets:0"] = Written.Mark + "-one", ["Delight:Shops:0:WebhookSecrets:1"] = Written.Mark + "-two",
        };
    }

    [TearDown]
    public async Task Close()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }

        await _store.DisposeAsync();
        _receiver?.Dispose();
    }

    /// <param name="fitted">A day of March; 0 for never.</param>
    /// <param name="refused">Likewise.</param>
    protected Task SignedAsync(int fitted = 0, int refused = 0) => Store.WriteAsync(
        s => s.SaySignaturesAsync([new ShopSignatures(Shop.Shop.Options.Domain, At(fitted), At(refused))]), CancellationToken.None);

    private static DateTimeOffset? At(int day) => day == 0 ? null : new DateTimeOffset(2026, 3, day, 0, 0, 0, TimeSpan.Zero);

    protected async Task<Finding[]> OfAsync(string item, TimeSpan off = default, bool answers = true) => [.. (await CheckAsync(off, answers)).Where(f => f.Item == item)];

    /// <param name="off">How far the clock is ahead of the shop's.</param>
    /// <param name="answers">The receiver takes what is signed with a secret that it knows.</param>
    protected async Task<IReadOnlyList<Finding>> CheckAsync(TimeSpan off = default, bool answers = true)
    {
        if (answers)
        {
            Receiver.Says(200, "{}").Says(200, "{}").Says(401, "{}");
        }

        var secrets = new WebhookSecrets(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build(), new Topology([], []));
        using var http = new AdminHttp();
        using var posts = new AdminHttp(Receiver);
        var check = new ShopCheck(Shop.Door.Settings, Shop.Door.Admin, Shop.Round(), new ClockCheck(http, new ClockThatIsOff(off)), new ComingDeliveries(Store), new SelfDelivery(posts, secrets, TimeProvider.System), secrets, Shop.Clock);
        return await check.RunAsync(Shop.Settings.Shops[0], CancellationToken.None);
    }

    private sealed class ClockThatIsOff(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
