using Delight.Fulfilment.Parcels;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Fulfilment.Packing.Bench;

/// <summary>Open parcels that a bench may take, oldest order first.</summary>
internal sealed class FreeParcels(IStore store, TimeProvider time)
{
    private const int Some = 20; // As many benches may be quicker before another look is needed.

    private const string ToPack = """
        p.state = 'open' and p.line_count > 0 and p.closing_until is null and p.shop not in (select shop from paused_shops)
        """;

    /// <param name="passOver">Not these, unless the bench has them in hand.</param>
    /// <returns>What the bench has in hand first.</returns>
    public Task<IReadOnlyList<OrderKey>> ReadAsync(string? shop, string bench, IReadOnlySet<OrderKey> passOver, CancellationToken cancellationToken) => store.ReadAsync(async session =>
    {
        var ofShop = shop is null ? "" : "and p.shop = @Shop";
        var asked = new { Shop = shop, Bench = bench, Now = time.GetUtcNow().ToStore(), Most = (long)Some + passOver.Count };
        var inHand = await session.QueryAsync<OrderKey>($"""
            select p.shop, p.order_id from leases l join parcels p on p.shop = l.shop and p.order_id = l.order_id
            where l.bench = @Bench and l.until > @Now and {ToPack} {ofShop}
            order by p.ordered_at, p.shop, p.order_id limit @Most
            """, asked);
        if (inHand.Count > 0)
        {
            return inHand;
        }

        var free = await session.QueryAsync<OrderKey>($"""
            select p.shop, p.order_id from parcels p
            where {ToPack} {ofShop} and not exists (select 1 from leases l where l.shop = p.shop and l.order_id = p.order_id and l.until > @Now and l.bench <> @Bench)
            order by p.ordered_at, p.shop, p.order_id limit @Most
            """, asked);
        return passOver.Count == 0 ? free : [.. free.Where(o => !passOver.Contains(o))];
    }, cancellationToken);

    /// <summary>By the sums, which count every open parcel with something in it; less those that are finished already.</summary>
    public Task<long> WaitingAsync(string? shop, CancellationToken cancellationToken) => store.ReadAsync(async session =>
    {
        var open = (await session.SumsAsync(shop)).GetValueOrDefault("fulfilment/open");
        var finished = await session.QueryAsync<long>(
            $"select count(*) from parcels where closing_until is not null and line_count > 0 {(shop is null ? "" : "and shop = @Shop")}", new { Shop = shop });
        return Math.Max(0, open - finished[0]);
    }, cancellationToken);
}
