using System.Globalization;
using Delight.Platform.Store;
using Microsoft.Extensions.Logging;

namespace Delight.Shopify.Reconciling;

/// <summary>Orders that changed at the shop and make no sense here: each is said once for each change, and is shown until it can be read.</summary>
internal sealed class LeftOutRows(IStore store, TimeProvider time, ILogger<LeftOutRows> log)
{
    private const int MostNamed = 5;

    /// <param name="read">Orders that could be read.</param>
    public async Task KeepAsync(string shop, IReadOnlyCollection<LeftOut> leftOut, IReadOnlyCollection<long> read, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(shop, cancellationToken);
        var readable = read.Intersect(known.Select(k => k.OrderId)).ToArray();
        if (leftOut.Count == 0 && readable.Length == 0)
        {
            return;
        }

        await store.WriteAsync(async session =>
        {
            await session.EachAsync<object>("delete from shopify_left_out where shop = @Shop and order_id = @OrderId", [.. readable.Select(id => new { Shop = shop, OrderId = id })]);
            await session.EachAsync<object>("""
                insert into shopify_left_out (shop, order_id, updated_at, why, found_at) values (@Shop, @OrderId, @UpdatedAt, @Why, @FoundAt)
                on conflict (shop, order_id) do update set updated_at = excluded.updated_at, why = excluded.why, found_at = excluded.found_at
                """, [.. leftOut.Select(o => new { Shop = shop, o.OrderId, UpdatedAt = o.UpdatedAt.ToStore(), o.Why, FoundAt = time.GetUtcNow().ToStore() })]);
        }, cancellationToken);
        var said = known.Select(k => (k.OrderId, k.UpdatedAt)).ToHashSet();
        foreach (var order in leftOut.Where(o => !said.Contains((o.OrderId, o.UpdatedAt.ToStore()))))
        {
            Log.LeftOut(log, order.OrderId, shop, order.Why);
        }
    }

    /// <returns>The changes that were left out.</returns>
    public async Task<IReadOnlySet<(long OrderId, DateTimeOffset UpdatedAt)>> ChangesAsync(string shop, CancellationToken cancellationToken) =>
        (await KnownAsync(shop, cancellationToken)).Select(k => (k.OrderId, Instant.FromStore(k.UpdatedAt))).ToHashSet();

    /// <returns>How many there are, and which, as a sentence.</returns>
    public async Task<(long Orders, string? Says)> ReadAsync(string shop, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(shop, cancellationToken);
        return known.Count == 0 ? (0, null)
            : (known.Count, string.Create(CultureInfo.InvariantCulture, $"{(known.Count == 1 ? "1 order cannot be read, and is" : $"{known.Count:N0} orders cannot be read, and are")} left out: ")
                + string.Join(' ', known.Take(MostNamed).Select(k => $"{k.OrderId} ({k.Why})")) + (known.Count > MostNamed ? " …" : "")
                + " Each comes with its next change, once that can be read.");
    }

    private Task<IReadOnlyList<Row>> KnownAsync(string shop, CancellationToken cancellationToken) => store.ReadAsync(
        s => s.QueryAsync<Row>("select order_id, updated_at, why from shopify_left_out where shop = @Shop order by found_at desc, order_id", new { Shop = shop }), cancellationToken);

    private sealed record Row
    {
        public long OrderId { get; init; }
        public long UpdatedAt { get; init; }
        public string Why { get; init; } = "";
    }
}
