using Delight.Platform.Store;
using Delight.Platform.Work;
using Delight.Shopify.Backfilling;
using Delight.Shopify.Checks;
using Delight.Shopify.Reconciling;

namespace Delight.Shopify.Reporting;

/// <summary>Gathers how a shop's history, the comparison with it and what is written into its orders stand.</summary>
internal sealed class ShopReport(IStore store, BackfillRows backfills, ReconciliationRows reconciliations, DriftRows drifts, LeftOutRows leftOut, WriteBackReport writeBack, TimeProvider time)
{
    public async Task<ShopView> OfAsync(ShopifyShopSettings settings, CancellationToken cancellationToken)
    {
        var shop = settings.Shop;
        var row = await reconciliations.ReadAsync(shop, cancellationToken);
        var drifting = await drifts.ReadAsync(shop, cancellationToken);
        return new ShopView
        {
            Shop = shop,
            Since = row is null ? null : Instant.FromStore(row.Since),
            DeliveriesRefused = ComingDeliveries.Of(await store.ReadAsync(s => s.SignaturesOfAsync(shop), cancellationToken)) is { State: Finding.IsWrong } wrong ? wrong.Says : null,
            Reconciliation = await ReconciliationAsync(shop, row, await leftOut.ReadAsync(shop, cancellationToken), cancellationToken),
            Ordinals = new OrdinalsView(
                row?.SampledAt is { } at ? Instant.FromStore(at) : null, row?.Sampled ?? 0, drifting.Count(d => d.Cause != DriftCause.NotCounting),
                [.. drifting.GroupBy(d => d.Cause).Select(g => new DriftView(g.Key, DriftCause.Sentence(g.Key), g.Count(), [.. g.Take(5).Select(d => new DriftedOrder($"{d.OrderId}", d.OrderName, d.Ours, d.Theirs))]))]),
            WriteBack = await writeBack.OfAsync(settings, cancellationToken),
            Backfill = await backfills.ReadAsync(shop, cancellationToken) is { } backfill ? BackfillView.Of(backfill) : null,
        };
    }

    private Task<ReconciliationView> ReconciliationAsync(string shop, ReconciliationRow? row, (long Orders, string? Says) left, CancellationToken cancellationToken) => store.ReadAsync(async session =>
    {
        var now = time.GetUtcNow();
        var ofDay = await session.QueryAsync<long>("""
            select (select count(*) from shopify_missed where shop = @Shop and found_at >= @Since and handed_over) + (select count(*) from shopify_missed_merges where shop = @Shop and found_at >= @Since and handed_over)
            """, new { Shop = shop, Since = now.AddDays(-1).ToStore() });
        var sums = await session.SumsAsync(shop);
        return new ReconciliationView
        {
            Missed = sums.GetValueOrDefault(MissedOrders.Sum), MissedLastDay = ofDay[0], Watermark = At(row?.Watermark), LastAt = At(row?.EndedAt), Looked = row?.Looked ?? 0, Found = row?.Found ?? 0,
            NextAt = At(row?.NextAt), IsRunning = row is not null && row.ClaimedUntil > now.ToStore() && row.Fault is null, Fault = row?.Fault,
            LeftOut = left.Orders, LeftOutSays = left.Says,
        };
    }, cancellationToken);

    private static DateTimeOffset? At(long? stored) => stored is null or 0 ? null : Instant.FromStore(stored.Value);
}
