using Delight.Platform.Store;

namespace Delight.Shopify.Reconciling;

/// <summary>Up to where each shop's orders have been compared, in the store. One process of the installation compares a shop at a time; who
/// takes longer than a lease without a word is taken for dead.</summary>
internal sealed class ReconciliationRows(IStore store, TimeProvider time)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterManyFailures = TimeSpan.FromMinutes(1);
    private readonly string _me = Guid.NewGuid().ToString("N");

    /// <summary>A shop that is seen for the first time is compared from there on.</summary>
    /// <returns>From when on.</returns>
    public async Task<DateTimeOffset> SinceAsync(ShopifyShopSettings shop, CancellationToken cancellationToken)
    {
        if (await ReadAsync(shop.Shop, cancellationToken) is { } known)
        {
            if (shop.LiveSince?.ToStore() < known.Since)
            {
                await BeginEarlierAsync(shop.Shop, shop.LiveSince.Value.ToStore(), cancellationToken);
            }

            return shop.LiveSince ?? Instant.FromStore(known.Since);
        }

        var since = shop.LiveSince ?? time.GetUtcNow();
        await store.WriteAsync(s => s.EachAsync<object>("""
            insert into shopify_reconciliations (shop, since, watermark, next_at, claimed_until, claimed_by, looked, found, sampled)
            values (@Shop, @Since, @Since, 0, 0, '', 0, 0, 0)
            on conflict (shop) do nothing
            """, [new { shop.Shop, Since = since.ToStore() }]), cancellationToken);
        return Instant.FromStore((await ReadAsync(shop.Shop, cancellationToken))!.Since);
    }

    /// <summary>Somebody says so afterwards. Whoever compares just now gives up, since it knows nothing of it.</summary>
    private Task BeginEarlierAsync(string shop, long since, CancellationToken cancellationToken) => store.WriteAsync(s => s.EachAsync<object>("""
        update shopify_reconciliations set since = @Since, watermark = @Since, last_change = null, claimed_until = 0, claimed_by = ''
        where shop = @Shop and since > @Since
        """, [new { Shop = shop, Since = since }]), cancellationToken);

    public Task<ReconciliationRow?> ReadAsync(string shop, CancellationToken cancellationToken) => store.ReadAsync(
        s => s.FirstOrDefaultAsync<ReconciliationRow>("select * from shopify_reconciliations where shop = @Shop", new { Shop = shop }), cancellationToken);

    /// <param name="atMost">From now to the next comparison. What lies later was set by a clock that was ahead, as was a lease that never ends.</param>
    /// <returns>Nothing when it is not time yet, or another process is at it.</returns>
    public async Task<Claim?> ClaimAsync(string shop, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await store.WriteAsync(async session =>
        {
            var wanted = await session.FirstOrDefaultAsync<Wish>("select wanted_at from reconcile_wanted where shop = @Shop", new { Shop = shop });
            var row = await session.FirstOrDefaultAsync<ReconciliationRow>($"""
                update shopify_reconciliations set claimed_by = @Me, claimed_until = @Until
                where shop = @Shop and (claimed_until <= @Now or claimed_until > @NoLease) {(wanted is null ? "and (next_at <= @Now or next_at > @Never)" : "")}
                returning *
                """, new { Shop = shop, Me = _me, Now = now.ToStore(), Until = (now + Lease).ToStore(), NoLease = (now + Lease + Lease).ToStore(), Never = (now + atMost).ToStore() });
            return row is null ? null : new Claim(row, wanted?.WantedAt ?? 0);
        }, cancellationToken);
    }

    /// <param name="watermark">What is beyond <paramref name="most"/> comes back to it.</param>
    /// <param name="most">Up to when this comparison looks.</param>
    /// <param name="seen">The last change that was seen.</param>
    /// <returns>False when another process has taken it over.</returns>
    public async Task<bool> AdvanceAsync(string shop, DateTimeOffset watermark, DateTimeOffset most, DateTimeOffset seen, CancellationToken cancellationToken) => (await store.WriteAsync(s => s.QueryAsync<string>("""
        update shopify_reconciliations set watermark = case when watermark between @Watermark and @Most then watermark else @Watermark end,
            last_change = case when last_change >= @Seen then last_change else @Seen end, claimed_until = @Until
        where shop = @Shop and claimed_by = @Me
        returning shop
        """, new { Shop = shop, Me = _me, Watermark = watermark.ToStore(), Most = most.ToStore(), Seen = seen.ToStore(), Until = (time.GetUtcNow() + Lease).ToStore() }), cancellationToken)).Count > 0;

    public Task EndAsync(Claim claim, DateTimeOffset next, int looked, int found, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        var (shop, now) = (claim.Row.Shop, time.GetUtcNow().ToStore());
        await session.EachAsync<object>("""
            update shopify_reconciliations set claimed_until = 0, next_at = @Next, ended_at = @Now, looked = @Looked, found = @Found, fault = null
            where shop = @Shop and claimed_by = @Me
            """, [new { Shop = shop, Me = _me, Next = next.ToStore(), Now = now, Looked = (long)looked, Found = (long)found }]);
        await session.EachAsync<object>("delete from reconcile_wanted where shop = @Shop and wanted_at = @WantedAt", [new { Shop = shop, claim.WantedAt }]);
    }, cancellationToken);

    /// <summary>Its time has come, and comes again with the next look.</summary>
    public Task WaitAsync(Claim claim, string? sentence, CancellationToken cancellationToken) => store.WriteAsync(s => s.EachAsync<object>(
        "update shopify_reconciliations set claimed_until = 0, fault = coalesce(@Sentence, fault) where shop = @Shop and claimed_by = @Me",
        [new { claim.Row.Shop, Me = _me, Sentence = sentence }]), cancellationToken);

    /// <summary>It is tried again when its time comes; what is wanted at once, after a moment that grows with how long it has been wanted.</summary>
    public Task FailAsync(Claim claim, DateTimeOffset next, string sentence)
    {
        var now = time.GetUtcNow();
        var wantedFor = claim.WantedAt == 0 ? TimeSpan.Zero : now - Instant.FromStore(claim.WantedAt);
        var pause = TimeSpan.FromTicks(Math.Clamp(wantedFor.Ticks, AfterFailure.Ticks, AfterManyFailures.Ticks));
        return store.WriteAsync(s => s.EachAsync<object>(
            "update shopify_reconciliations set claimed_until = @Until, next_at = @Next, fault = @Sentence where shop = @Shop and claimed_by = @Me",
            [new { claim.Row.Shop, Me = _me, Until = (now + pause).ToStore(), Next = next.ToStore(), Sentence = sentence }]), CancellationToken.None);
    }

    private sealed record Wish
    {
        public long WantedAt { get; init; }
    }
}

/// <param name="WantedAt">When it was wanted at once; 0 when it was simply time.</param>
internal sealed record Claim(ReconciliationRow Row, long WantedAt);
