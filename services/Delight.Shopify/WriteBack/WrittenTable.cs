using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Story;
using Delight.Platform.Work;

namespace Delight.Shopify.WriteBack;

/// <summary>What is to stand in the shops' orders. One process at a time works on an order, for as long as its lease lasts.</summary>
internal sealed class WrittenTable(IStore store, TimeProvider time)
{
    /// <summary>How long an order stays with whoever works on it; who died with it holds it up no longer.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    // What is asked of the row is asked outside, too: PostgreSQL chooses by an older view than the one it updates.
    private const string Claimed = """
        update shopify_written set claim = @Claim, claimed_until = @Until, lost = case when claimed_until > 0 then 1 else lost end, attempts = attempts + 1
        where shop = @Shop and claimed_until <= @Now and due_at <= @Now and order_id = coalesce(
            (select order_id from shopify_written where shop = @Shop and hold_over in (2, 3) and hold_until <= @Now and due_at <= @Now and claimed_until <= @Now order by hold_until limit 1),
            (select order_id from shopify_written where shop = @Shop and due_at <= @Now and claimed_until <= @Now order by due_at limit 1))
        returning *
        """;

    /// <returns>The next order of the shop that something is to be done for, first of all one that is held back and whose time is over; nothing when there is none.</returns>
    public async Task<WrittenOrder?> ClaimAsync(string shop, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await store.WriteAsync(s => s.FirstOrDefaultAsync<WrittenOrder>(Claimed,
            new { Shop = shop, Claim = Guid.NewGuid().ToString("N"), Now = now.ToStore(), Until = (now + Lease).ToStore() }), cancellationToken);
    }

    /// <summary>Something is to be done; of a shop that is away, when it comes back.</summary>
    public Task<bool> IsAnyDueAsync(string shop, CancellationToken cancellationToken) => store.ReadAsync(async s => (await s.QueryAsync<long>(
        "select order_id from shopify_written where shop = @Shop and due_at <= @Now and claimed_until <= @Now limit 1",
        new { Shop = shop, Now = time.GetUtcNow().ToStore() })).Count > 0 && !await s.IsPausedAsync(shop), cancellationToken);

    /// <summary>Notes what is about to be done, or was.</summary>
    /// <returns>False when the order is with somebody else by now.</returns>
    public async Task<bool> NoteAsync(WrittenOrder order, CancellationToken cancellationToken) => (await store.WriteAsync(s => s.EachAsync<WrittenOrder, long>("""
        update shopify_written set noted = @Noted, own_tags = @OwnTags, own_lines = @OwnLines, intent = @Intent, hold_over = @HoldOver
        where shop = @Shop and order_id = @OrderId and claim = @Claim returning order_id
        """, [order]), cancellationToken)).Count > 0;

    /// <summary>Lets the order go.</summary>
    /// <param name="again">When it is to be looked at again; nothing when it is done. What changed meanwhile, or is to be held since, is looked at anyway.</param>
    /// <param name="counts">What is added to the sums of the shop.</param>
    public Task LetGoAsync(WrittenOrder order, DateTimeOffset? again, IReadOnlyCollection<StoryLine> story, IReadOnlyCollection<string> counts, CancellationToken cancellationToken) =>
        store.WriteAsync(async session =>
        {
            var kept = await session.EachAsync<object, long>("""
                update shopify_written set noted = @Noted, own_tags = @OwnTags, own_lines = @OwnLines, intent = @Intent, hold_over = @HoldOver, lost = @Lost,
                    attempts = @Attempts, refused = @Refused, refused_since = @RefusedSince, claim = null, claimed_until = 0, 
                    due_at = case when version > @Version or coalesce(hold_until, 0) <> @Held then due_at else @Again end
                where shop = @Shop and order_id = @OrderId and claim = @Claim returning order_id
                """,
                [new
                {
                    order.Shop, order.OrderId, order.Claim, order.Version, order.Noted, order.OwnTags, order.OwnLines, order.Intent, order.HoldOver, order.Lost, order.Attempts, order.Refused,
                    order.RefusedSince, Held = order.HoldUntil ?? 0, Again = again?.ToStore(),
                }]);
            if (kept.Count > 0)
            {
                await session.TellAsync(story);
                await session.CountAsync(counts.Select(c => (order.Shop, c, 1L)));
            }
        }, cancellationToken);
}
