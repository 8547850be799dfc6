using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Shopify.Rounds;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Shopify.Reconciling;

/// <summary>Looks every few seconds which shops are to be compared.</summary>
internal sealed class ReconciliationRound(
    Reconciliation reconciliation, IOptionsMonitor<ShopifySettings> settings, IStore store, BusState bus, TimeProvider time, ILogger<ReconciliationRound> log)
    : RoundOfShops(settings, bus, time, TimeSpan.FromSeconds(5))
{
    protected override Task RunAsync(ShopifyShopSettings shop, CancellationToken cancellationToken) => reconciliation.RunAsync(shop, cancellationToken);

    protected override void Say(Exception failure)
    {
        if (store.IsTransient(failure))
        {
            Log.ReconcilingPauses(log, store.Explain(failure));
        }
        else
        {
            Log.ReconcilingFailed(log, failure);
        }
    }
}
