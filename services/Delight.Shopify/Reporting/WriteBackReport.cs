using Delight.Platform.Store;
using Delight.Platform.Work;
using Delight.Shopify.WriteBack;

namespace Delight.Shopify.Reporting;

/// <summary>Gathers what was written into a shop's own orders, and what waits to be.</summary>
internal sealed class WriteBackReport(IStore store)
{
    private const int MostRefusals = 5;

    public Task<WriteBackView> OfAsync(ShopifyShopSettings shop, CancellationToken cancellationToken) => store.ReadAsync(async session =>
    {
        var (sums, about) = (await session.SumsAsync(shop.Shop), new { shop.Shop, HoldState.Held, Most = MostRefusals });
        var due = (await session.QueryAsync<Due>("""
            select count(*) as orders, coalesce(sum(case when hold_over = @Held then 1 else 0 end), 0) as held, min(case when hold_over <> @Held then changed_at end) as oldest_at
            from shopify_written where shop = @Shop and due_at is not null
            """, about))[0];
        var refusals = await session.QueryAsync<Refusal>("""
            select refused as says, count(*) as orders from shopify_written where shop = @Shop and refused is not null
            group by refused order by count(*) desc, refused limit @Most
            """, about);
        return new WriteBackView
        {
            Writes = $"{shop.WriteBack}", Edited = Of("edited"), Noted = Of("noted"), Held = Of("held"), Released = Of("released"), Refused = Of("refused"),
            Refusals = [.. refusals.Select(r => new RefusalView(r.Says, r.Orders))],
            HeldNow = due.Held, Waiting = due.Orders - due.Held, OldestWaitingSince = due.OldestAt is { } at ? Instant.FromStore(at) : null,
        };

        long Of(string what) => sums.GetValueOrDefault($"shopify/{what}");
    }, cancellationToken);

    private sealed record Due
    {
        public long Orders { get; init; }
        public long Held { get; init; }
        public long? OldestAt { get; init; }
    }

    private sealed record Refusal
    {
        public string Says { get; init; } = "";
        public long Orders { get; init; }
    }
}
