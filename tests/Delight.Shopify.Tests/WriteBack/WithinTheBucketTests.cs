using Delight.ObjectMother.Stores;
using Delight.Shopify.Tests.Pretend;
using static Delight.Shopify.Tests.WriteBack.WritingShop;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>Many orders are written as fast as the shop's bucket fills, and the shop never has to say that it is too much. The shop's clock runs
/// faster than others, so that what counts is a ratio.</summary>
internal sealed class WithinTheBucketTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private const int PerSecond = 100; // points
    private const int Times = 4; // What a question takes on this machine counts as so many times as much.
    private static readonly int Orders = Environment.GetEnvironmentVariable("DELIGHT_TEST_LONG") == "1" ? 1000 : 60;

    [Test]
    public async Task Writing_takes_hardly_longer_than_the_bucket_allows_and_none_is_throttled()
    {
        await using var shop = await OpenAsync(Store, ShopifyShopSettings.WriteBackSettings.OrderEdit, options => (options.RestoreRate, options.Time) = (PerSecond, new FastClock(Times)));
        await shop.WishAsync(shop.Order("#0"), 1, Tea());
        await shop.WorkOffAsync(); // By now the pace knows the bucket and what each question costs.
        long[] orders = [.. Enumerable.Range(1, Orders).Select(n => shop.Order($"#{n}"))];
        foreach (var order in orders)
        {
            await shop.WishAsync(order, 1, Tea());
        }

        shop.Shop.Log.Clear();
        shop.Shop.Bucket.TakeForOthers(shop.Shop.Bucket.CurrentlyAvailable / 2);
        var (time, spare) = (shop.Shop.Options.Time, shop.Shop.Bucket.CurrentlyAvailable - (shop.Shop.Options.MaximumAvailable / 2));
        var began = time.GetTimestamp();
        await shop.WorkOffAsync();
        var took = time.GetElapsedTime(began);

        var asked = shop.Shop.Log.Entries;
        var allowed = TimeSpan.FromSeconds((asked.Sum(e => e.Cost) - Math.Max(0, spare)) / PerSecond);
        await TestContext.Out.WriteLineAsync($"{Orders} orders, {asked.Count} questions, {asked.Sum(e => e.Cost)} points: {took.TotalSeconds:0} s of the shop's time, the bucket allows {allowed.TotalSeconds:0} s");
        Assert.That(asked.Select(e => e.Answered), Has.None.EqualTo("THROTTLED"));
        Assert.That(orders.Select(o => shop.Gifts(o).Length), Has.All.EqualTo(1));
        Assert.That(took / allowed, Is.LessThan(1.2));
    }
}
