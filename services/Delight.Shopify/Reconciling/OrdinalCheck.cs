using Delight.Platform.Store;
using Delight.Shopify.Backfilling;
using Delight.Shopify.Ledger;
using Microsoft.Extensions.Logging;

namespace Delight.Shopify.Reconciling;

/// <summary>Holds some of the ledger's ordinals beside the platform's own count of each customer's orders, and says why they may differ.</summary>
internal sealed class OrdinalCheck(OwnLedger ledger, BackfillRows backfills, DriftRows drifts, ILogger<OrdinalCheck> log)
{
    public async Task CompareAsync(string shop, OrdinalSample sample, CancellationToken cancellationToken)
    {
        var (compared, drifting) = (0, new List<Drift>());
        var history = await backfills.ReadAsync(shop, cancellationToken);
        foreach (var order in sample.Chosen)
        {
            if (await ledger.StandingAsync(shop, order.OrderId, cancellationToken) is not { Ordinal: { } ours, CustomerId: { } customer } standing)
            {
                continue; // Not known here yet, or it does not count here.
            }

            compared++;
            if (ours != order.Place)
            {
                drifting.Add(new Drift(order.OrderId, order.OrderName, ours, order.Place, await CauseAsync(shop, customer, standing, order.Place - ours, history, cancellationToken)));
            }
        }

        if (compared == 0)
        {
            return; // Nothing changed that could be compared: what was found the last time still says more.
        }

        ReconcilingTelemetry.Compared(compared - drifting.Count, drifting.Count);
        await drifts.KeepAsync(shop, compared, drifting, cancellationToken);
        if (drifting.FirstOrDefault(d => d.Cause != DriftCause.NotCounting) is { } first)
        {
            Log.OrdinalsDrift(log, drifting.Count(d => d.Cause != DriftCause.NotCounting), compared, shop, DriftCause.Sentence(first.Cause));
        }
    }

    /// <param name="lacks">How many more orders the platform counts.</param>
    private async Task<string> CauseAsync(string shop, string customer, Standing standing, long lacks, BackfillRow? history, CancellationToken cancellationToken)
    {
        if (lacks < 0)
        {
            return DriftCause.Merged;
        }

        var before = (await ledger.OrdersOfAsync(shop, customer, cancellationToken)).Count(o => !o.Counts && o.CreatedAt <= standing.CreatedAt);
        return lacks <= before ? DriftCause.NotCounting : history is { IsDone: true } ? (history.Limited ? DriftCause.Limited : DriftCause.Unknown) : DriftCause.NoHistory;
    }
}
