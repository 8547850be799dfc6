using Delight.ObjectMother.Stores;
using Delight.Shopify.Subscriptions;

namespace Delight.Shopify.Tests.Subscriptions;

/// <summary>A stand-in for the shop that drops subscriptions as the platform does.</summary>
internal abstract class OnWatchedShop(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    protected const string List = "WebhookSubscriptions";
    protected const string Create = "SubscriptionCreate";
    private WatchedShop? _shop;

    /// <summary>Every topic, as the Admin API names it.</summary>
    protected static IReadOnlyList<string> Every { get; } = [.. WantedTopic.All.Select(t => t.InCapitals).Order()];

    protected WatchedShop Shop => _shop!;

    [SetUp]
    public async Task Open() => _shop = await WatchedShop.OpenAsync(Store);

    [TearDown]
    public async Task Close()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
    }
}
