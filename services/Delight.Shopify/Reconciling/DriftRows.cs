using Delight.Platform.Store;

namespace Delight.Shopify.Reconciling;

/// <summary>An order of which the platform says another ordinal.</summary>
/// <param name="Cause">See <see cref="DriftCause"/>.</param>
internal sealed record Drift(long OrderId, string OrderName, long Ours, long Theirs, string Cause);

/// <summary>What the last comparison of ordinals found.</summary>
internal sealed class DriftRows(IStore store, TimeProvider time)
{
    public Task KeepAsync(string shop, int compared, IReadOnlyList<Drift> drifting, CancellationToken cancellationToken) => store.WriteAsync(async session =>
    {
        await session.EachAsync<object>("delete from shopify_drift where shop = @Shop", [new { Shop = shop }]);
        await session.EachAsync<object>("""
            insert into shopify_drift (shop, order_id, order_name, ours, theirs, cause) values (@Shop, @OrderId, @OrderName, @Ours, @Theirs, @Cause)
            on conflict (shop, order_id) do nothing
            """, [.. drifting.Select(d => new { Shop = shop, d.OrderId, d.OrderName, d.Ours, d.Theirs, d.Cause })]);
        await session.EachAsync<object>("update shopify_reconciliations set sampled_at = @At, sampled = @Sampled where shop = @Shop",
            [new { Shop = shop, At = time.GetUtcNow().ToStore(), Sampled = (long)compared }]);
    }, cancellationToken);

    public async Task<IReadOnlyList<Drift>> ReadAsync(string shop, CancellationToken cancellationToken) =>
        [.. (await store.ReadAsync(s => s.QueryAsync<Row>("select * from shopify_drift where shop = @Shop order by order_id", new { Shop = shop }), cancellationToken))
            .Select(r => new Drift(r.OrderId, r.OrderName, r.Ours, r.Theirs, r.Cause))];

    private sealed record Row
    {
        public long OrderId { get; init; }
        public string OrderName { get; init; } = "";
        public long Ours { get; init; }
        public long Theirs { get; init; }
        public string Cause { get; init; } = "";
    }
}
