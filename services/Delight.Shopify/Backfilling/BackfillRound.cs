using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Shopify.Rounds;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Shopify.Backfilling;

/// <summary>Looks every few seconds whether somebody wants a shop's history.</summary>
internal sealed class BackfillRound(Backfill backfill, IOptionsMonitor<ShopifySettings> settings, IStore store, BusState bus, TimeProvider time, ILogger<BackfillRound> log)
    : RoundOfShops(settings, bus, time, TimeSpan.FromSeconds(2))
{
    protected override Task RunAsync(ShopifyShopSettings shop, CancellationToken cancellationToken) => backfill.RunAsync(shop.Shop, cancellationToken);

    protected override void Say(Exception failure)
    {
        if (store.IsTransient(failure))
        {
            Log.BackfillsPause(log, store.Explain(failure));
        }
        else
        {
            Log.BackfillsFailed(log, failure);
        }
    }
}
