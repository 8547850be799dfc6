using Delight.Platform.Store;
using Delight.Shopify.Ledger;
using Delight.Shopify.Rounds;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Shopify.Reconciling;

/// <summary>Compares what changed at a shop with the ledger, and hands over what never came or is older here.</summary>
internal sealed class Reconciliation(
    ChangedOrders changed, OwnLedger ledger, ReconciliationRows rows, MissedOrders missed, MissedMerges merges, LeftOutRows leftOut, OwnBacklog backlog, OrdinalCheck ordinals, IOptionsMonitor<ShopifySettings> settings, WhyNot why,
    TimeProvider time, ILogger<Reconciliation> log)
{
    /// <summary>When it is time for the shop, or somebody wants it at once.</summary>
    public async Task RunAsync(ShopifyShopSettings shop, CancellationToken cancellationToken)
    {
        var since = await rows.SinceAsync(shop, cancellationToken);
        var (every, overlap) = (TimeSpan.FromMinutes(settings.CurrentValue.ReconcileMinutes), TimeSpan.FromMinutes(settings.CurrentValue.ReconcileOverlapMinutes));
        if (await rows.ClaimAsync(shop.Shop, every + overlap, cancellationToken) is not { } claim)
        {
            return;
        }

        var next = time.GetUtcNow() + every;
        try
        {
            var look = await backlog.LookAsync(claim, cancellationToken);
            if (look.InUntil is { } inUntil)
            {
                await CompareAsync(claim, since, inUntil, next, cancellationToken);
                return;
            }

            await rows.WaitAsync(claim, look.Waits, cancellationToken);
            if (look.Waits is not null && look.Waits != claim.Row.Fault)
            {
                Log.NotReconciled(log, shop.Shop, look.Waits);
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var sentence = why.Sentence(failure) ?? $"Comparing failed: {failure.Message}";
            Tell(claim, sentence, failure);
            await rows.FailAsync(claim, next, sentence);
        }
    }

    private async Task CompareAsync(Claim claim, DateTimeOffset since, DateTimeOffset inUntil, DateTimeOffset next, CancellationToken cancellationToken)
    {
        var (shop, now) = (claim.Row.Shop, settings.CurrentValue);
        var from = Later(since, Begin(claim.Row, inUntil, TimeSpan.FromMinutes(now.ReconcileOverlapMinutes)));
        var seen = from;
        var until = DateTimeOffset.FromUnixTimeSeconds((inUntil - TimeSpan.FromMinutes(now.ReconcileGraceMinutes)).ToUnixTimeSeconds());
        var (looked, orders, customers, sample) = (0, 0, 0, new OrdinalSample(now.OrdinalSample));
        await foreach (var page in changed.ReadAsync(shop, from, until, await leftOut.ChangesAsync(shop, cancellationToken), cancellationToken))
        {
            var found = await TakeInAsync(shop, page, sample, cancellationToken);
            (orders, customers) = (orders + found.Orders, customers + found.Merges);
            looked += page.Orders.Count + page.LeftOut.Count;
            seen = Later(seen, Earlier(page.Until, until));
            if (!await rows.AdvanceAsync(shop, seen, until, seen, cancellationToken))
            {
                return; // It took too long for a page, and another process goes on.
            }
        }

        if (from < until && !await rows.AdvanceAsync(shop, until, until, seen, cancellationToken))
        {
            return;
        }

        await ordinals.CompareAsync(shop, sample, cancellationToken);
        await rows.EndAsync(claim, next, looked, orders + customers, cancellationToken);
        if (orders > 0)
        {
            Log.Missed(log, orders, shop, looked);
        }
    }

    private DateTimeOffset Begin(ReconciliationRow row, DateTimeOffset now, TimeSpan overlap)
    {
        var (from, isAhead) = row.Next(now, overlap);
        if (isAhead)
        {
            Log.WatermarkAhead(log, row.Shop, Instant.FromStore(row.Watermark), now, from);
        }

        return from;
    }

    /// <returns>How many of the page's orders had been missed, and how many merges of their customers.</returns>
    private async Task<(int Orders, int Merges)> TakeInAsync(string shop, ChangedPage page, OrdinalSample sample, CancellationToken cancellationToken)
    {
        var differs = page.Orders.Count == 0 ? Difference.None
            : await ledger.CompareAsync(shop, page.Orders.Select(o => (o.LegacyResourceId, o.UpdatedAt, o.Customer?.LegacyResourceId)), cancellationToken);
        var missing = page.Orders.Where(o => differs.Missed.Contains(o.LegacyResourceId)).DistinctBy(o => (o.LegacyResourceId, o.UpdatedAt)).ToLookup(o => o.Fault(shop));
        var found = await missed.HandOverAsync(shop, [.. missing[null]], cancellationToken);
        var merged = await merges.HandOverAsync(shop, page.Orders.Where(o => o.Customer is not null && differs.Of.ContainsKey(o.LegacyResourceId))
            .Select(o => new OtherCustomer(o.Customer!.LegacyResourceId, differs.Of[o.LegacyResourceId], differs.Missed.Contains(o.LegacyResourceId))), cancellationToken);
        var senseless = missing.Where(m => m.Key is not null).SelectMany(m => m, (m, o) => new LeftOut(o.LegacyResourceId, o.UpdatedAt, m.Key!)).ToArray();
        await leftOut.KeepAsync(shop, [.. page.LeftOut.Concat(senseless).DistinctBy(o => o.OrderId)], [.. page.Orders.Select(o => o.LegacyResourceId).Except(senseless.Select(o => o.OrderId))], cancellationToken);
        sample.Offer(page.Orders, differs.Missed.Concat(differs.Of.Keys).ToHashSet());
        return (found, merged);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private void Tell(Claim claim, string sentence, Exception failure)
    {
        if (why.Sentence(failure) is null)
        {
            Log.ReconciliationFailed(log, claim.Row.Shop, failure);
        }
        else if (claim.Row.Fault != sentence)
        {
            Log.NotReconciled(log, claim.Row.Shop, sentence);
        }
    }
}
