using Delight.Platform.Store;

namespace Delight.Shopify.Reconciling;

/// <summary>A shop's orders are to be compared with the ledger at once.</summary>
internal static class WantedReconciliation
{
    public static Task WantReconciliationAsync(this ISession session, string shop, DateTimeOffset now) => session.EachAsync(
        "insert into reconcile_wanted (shop, wanted_at) values (@Shop, @WantedAt) on conflict (shop) do update set wanted_at = excluded.wanted_at",
        [new { Shop = shop, WantedAt = now.ToStore() }]);
}
