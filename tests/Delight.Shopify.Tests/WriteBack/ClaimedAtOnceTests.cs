using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;
using Delight.Shopify.WriteBack;
using Delight.Simulator;

namespace Delight.Shopify.Tests.WriteBack;

/// <summary>PostgreSQL lets a statement choose an order by a view that is older than the row it then updates.</summary>
internal sealed class ClaimedAtOnceTests
{
    private const string Shop = "tea.myshopify.com";

    [Test]
    public async Task An_order_that_another_was_through_with_meanwhile_is_not_claimed_before_its_time()
    {
        await using var database = await TestStore.CreateAsync(StoreKind.Postgres, typeof(ShopifyModule));
        var (clock, order) = (new StandingClock(), 1042L);
        var now = clock.GetUtcNow();
        await database.Store.WriteAsync(s => s.EachAsync<object>("""
            insert into shopify_written (shop, order_id, order_name, version, lines, due_at, changed_at) values (@Shop, @Order, '#1042', 1, '[]', @Now, @Now)
            """, [new { Shop, Order = order, Now = now.ToStore() }]), CancellationToken.None);
        Task<WrittenOrder?> claimed = Task.FromResult<WrittenOrder?>(null);

        await database.Store.WriteAsync(async s =>
        {
            await s.EachAsync<object>("update shopify_written set due_at = @Later where order_id = @Order", [new { Order = order, Later = now.AddMinutes(2).ToStore() }]);
            claimed = new WrittenTable(database.Another(), clock).ClaimAsync(Shop, CancellationToken.None);
            await Limit.UntilAsync(async () => (await s.QueryAsync<long>("select count(*) from pg_locks where not granted and transactionid = pg_current_xact_id()::xid"))[0] == 1, "another has chosen it");
        }, CancellationToken.None);

        Assert.That(await claimed.WaitAsync(Limit.Patience), Is.Null);
    }
}
