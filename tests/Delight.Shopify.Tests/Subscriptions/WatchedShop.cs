using Delight.FakeShops;
using Delight.ObjectMother;
using Delight.Platform.Store;
using Delight.Shopify.Subscriptions;
using Delight.Shopify.Tests.Contract;

namespace Delight.Shopify.Tests.Subscriptions;

/// <summary>A stand-in for a shop, and the processes that look after its subscriptions.</summary>
internal sealed class WatchedShop : IAsyncDisposable
{
    private readonly OpenDoor _door;
    private readonly IStore _store;
    private readonly List<SubscriptionWatch> _watches = [];

    private WatchedShop(OpenDoor door, IStore store, string address)
    {
        (_door, _store) = (door, store);
        door.Settings.CurrentValue.PublicUrl = address;
        Watch = Another(store);
    }

    public FakeShop Shop => _door.Shop;

    public ShopifySettings Settings => _door.Settings.CurrentValue;

    public OpenDoor Door => _door;

    public StandingClock Clock { get; } = new();

    public Logbook<SubscriptionWatch> Log { get; } = new();

    public SubscriptionWatch Watch { get; }

    public SubscriptionRows Rows => new(_store, Clock);

    public IEnumerable<string> Topics => Shop.Deliveries.Subscriptions.Where(s => s.Uri == Settings.PublicUrl).Select(s => s.Topic).Order();

    public static async Task<WatchedShop> OpenAsync(IStore store, string address = "https://delight.example.com/webhooks/shopify", Action<FakeShopOptions>? furnish = null) =>
        new(await OpenDoor.ToAsync("HttpClient", furnish), store, address);

    public SubscriptionRound Round(IStore? store = null) => new(new SubscriptionDesk(_door.Admin), new SubscriptionRows(store ?? _store, Clock), store ?? _store, Clock);

    /// <summary>As another process would.</summary>
    public SubscriptionWatch Another(IStore store)
    {
        var watch = new SubscriptionWatch(_door.Settings, Round(store), new SubscriptionRows(store, Clock), store, null!, Clock, Log);
        _watches.Add(watch);
        return watch;
    }

    public async Task<SubscriptionReport> ConnectAsync()
    {
        var answer = await Round().PutRightAsync(Shop.Options.Domain, Settings.Receiver!, mayMove: true, CancellationToken.None);
        Assert.That(answer.Failure, Is.Null);
        return answer.Value!;
    }

    public void Lose(params string[] topics)
    {
        foreach (var lost in Shop.Deliveries.Subscriptions.Where(s => topics.Contains(s.Topic)))
        {
            Shop.Deliveries.Delete(lost.Id);
        }
    }

    public Task LookAsync() => LookAsync(Watch);

    public Task LookAsync(SubscriptionWatch watch) => watch.LookAsync(Shop.Options.Domain, CancellationToken.None);

    /// <summary>The next time.</summary>
    public Task LookAgainAsync(int minutes = 10)
    {
        Clock.Advance(TimeSpan.FromMinutes(minutes));
        return LookAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _watches.ForEach(w => w.Dispose());
        await _door.DisposeAsync();
        Assert.That(Log.Whole, Has.None.Contains(Written.Mark));
    }
}
