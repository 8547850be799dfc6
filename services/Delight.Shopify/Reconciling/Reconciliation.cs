using Delight.Platform.Store;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;
using Delight.Shopify.Ledger;
using Delight.Shopify.Rounds;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Shopify.Reconciling;

/// <summary>Compares what changed at a shop with the ledger, and hands over what never came or is older here.</summary>
internal sealed class Reconciliation(
    IShopAdmin admin, OwnLedger ledger, ReconciliationRows rows, MissedOrders missed, OrdinalCheck ordinals, IOptionsMonitor<ShopifySettings> settings, WhyNot why,
    TimeProvider time, ILogger<Reconciliation> log)
{
    /// <summary>When it is time for the shop, or somebody wants it at once.</summary>
    public async Task RunAsync(ShopifyShopSettings shop, CancellationToken cancellationToken)
    {
        var since = await rows.SinceAsync(shop, cancellationToken);
        if (await rows.ClaimAsync(shop.Shop, cancellationToken) is not { } claim)
        {
            return;
        }

        var next = time.GetUtcNow() + TimeSpan.FromMinutes(settings.CurrentValue.ReconcileMinutes);
        try
        {
            await CompareAsync(claim, since, next, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var sentence = why.Sentence(failure) ?? $"Comparing failed: {failure.Message}";
            Tell(claim, sentence, failure);
            await rows.FailAsync(claim, next, sentence);
        }
    }

    private async Task CompareAsync(Claim claim, DateTimeOffset since, DateTimeOffset next, CancellationToken cancellationToken)
    {
        var (shop, now) = (claim.Row.Shop, settings.CurrentValue);
        var from = Later(since, Instant.FromStore(claim.Row.Watermark) - TimeSpan.FromMinutes(now.ReconcileOverlapMinutes));
        var until = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() - TimeSpan.FromMinutes(now.ReconcileGraceMinutes)).ToUnixTimeSeconds());
        var (looked, found, sample) = (0, 0, new OrdinalSample(now.OrdinalSample));
        await foreach (var page in PagesAsync(shop, from, until, cancellationToken))
        {
            var behind = await ledger.MissedAsync(shop, page.Select(o => (o.LegacyResourceId, o.UpdatedAt)), cancellationToken);
            found += await missed.HandOverAsync(shop, [.. page.Where(o => behind.Contains(o.LegacyResourceId)).DistinctBy(o => (o.LegacyResourceId, o.UpdatedAt))], cancellationToken);
            looked += page.Count;
            sample.Offer(page, behind);
            if (!await rows.AdvanceAsync(shop, Earlier(page[^1].UpdatedAt, until), cancellationToken))
            {
                return; // It took too long for a page, and another process goes on.
            }
        }

        if (from < until && !await rows.AdvanceAsync(shop, until, cancellationToken))
        {
            return;
        }

        await ordinals.CompareAsync(shop, sample, cancellationToken);
        await rows.EndAsync(claim, next, looked, found, cancellationToken);
        if (found > 0)
        {
            Log.Missed(log, found, shop, looked);
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<ChangedOrder>> PagesAsync(
        string shop, DateTimeOffset from, DateTimeOffset until, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (withPeople, after, more) = (true, (string?)null, from < until);
        while (more)
        {
            var answer = await AskAsync(withPeople);
            if (withPeople && answer.Failure?.Kind == FailureKind.Refused)
            {
                withPeople = false; // Without protected customer data, all the rest may still be read.
                answer = await AskAsync(withPeople);
            }

            var page = answer.OrThrow().Orders;
            (after, more) = (page.PageInfo.EndCursor, page.PageInfo.HasNextPage);
            if (page.Nodes.Count > 0)
            {
                yield return page.Nodes;
            }
        }

        Task<Answer<OrdersUpdatedSince>> AskAsync(bool people) =>
            admin.SendAsync(shop, OrdersUpdatedSince.Document, OrdersUpdatedSince.Of(from, until, after, people), Urgency.Background, cancellationToken);
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
