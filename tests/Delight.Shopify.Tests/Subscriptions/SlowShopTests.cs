using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Shopify.Door;
using Delight.Shopify.Subscriptions;

namespace Delight.Shopify.Tests.Subscriptions;

/// <summary>Of several shops, each is looked at in its own time.</summary>
internal sealed class SlowShopTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    [Test]
    public async Task One_that_does_not_answer_keeps_no_other_waiting()
    {
        var (shops, clock, bus) = (new SilentShop("slow.myshopify.com"), new StandingClock(), new BusState());
        var settings = new InForce<ShopifySettings>(new ShopifySettings
        {
            PublicUrl = "https://delight.example.com/webhooks/shopify", Shops = [new() { Shop = "slow.myshopify.com", Token = "one" }, new() { Shop = "other.myshopify.com", Token = "two" }],
        });
        var rows = new SubscriptionRows(Store, clock);
        using var watch = new SubscriptionWatch(settings, new SubscriptionRound(new SubscriptionDesk(shops), rows, Store, clock), rows, Store, bus, clock, new Logbook<SubscriptionWatch>());
        bus.LetStand();

        await watch.StartAsync(CancellationToken.None);

        await shops.OtherAsked.WaitAsync(Limit.Patience);
        await watch.StopAsync(CancellationToken.None);
    }

    private sealed class SilentShop(string silent) : IShopAdmin
    {
        private readonly TaskCompletionSource _otherAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task OtherAsked => _otherAsked.Task;

        public async Task<Answer<T>> SendAsync<T>(string shop, Document<T> document, object? variables, Urgency urgency, CancellationToken cancellationToken)
            where T : class
        {
            if (shop == silent)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            _otherAsked.TrySetResult();
            return new Failure(FailureKind.Refused, "The shop does not know this app.");
        }
    }
}
