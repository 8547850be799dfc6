using System.Security.Claims;
using Delight.Platform.Access;
using Delight.Platform.Store;
using Delight.Shopify.Backfilling;
using Delight.Shopify.Reconciling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Delight.Shopify.Reporting;

/// <summary>A shop's history, the comparison with it and what is written into its orders: what the verb <c>backfill</c> calls and the pages show. The work itself is done by a process with the role.</summary>
internal static class ShopReportApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/shopify/{shop}", ReadAsync).WithName("getShop").WithSummary("Orders that no webhook told of, whether ordinals agree with the platform's, what was written into the shop's own orders, and the shop's history.").Needs(Scope.Read);
        api.MapPost("/shopify/{shop}/reconcile", ReconcileAsync).WithName("reconcileShop").WithSummary("Compares what changed at the shop with the ledger at once, not only when the time comes.").Needs(Scope.Operate);
        api.MapGet("/shopify/{shop}/backfill", BackfillAsync).WithName("getBackfill").WithSummary("How far the shop's history is on its way into the ledger.").Needs(Scope.Read);
        api.MapPost("/shopify/{shop}/backfill", AskAsync).WithName("backfillShop").WithSummary("Brings in the shop's orders from before Delight, which are counted and bring no gifts; one that is under way goes on.").Needs(Scope.Operate);
    }

    private static async Task<Results<Ok<ShopView>, ProblemHttpResult>> ReadAsync(string shop, ShopReport report, IOptionsMonitor<ShopifySettings> settings, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        settings.CurrentValue.Of(shop.ToLowerInvariant()) is { } known ? TypedResults.Ok(await report.OfAsync(known, cancellationToken)) : UnknownShop.Of(shop, settings.CurrentValue, caller);

    private static async Task<Results<NoContent, ProblemHttpResult>> ReconcileAsync(string shop, IStore store, IOptionsMonitor<ShopifySettings> settings, TimeProvider time, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (settings.CurrentValue.Of(shop.ToLowerInvariant()) is not { } known)
        {
            return UnknownShop.Of(shop, settings.CurrentValue, caller);
        }

        await store.WriteAsync(s => s.WantReconciliationAsync(known.Shop, time.GetUtcNow()), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<BackfillView>, ProblemHttpResult>> BackfillAsync(string shop, BackfillRows rows, IOptionsMonitor<ShopifySettings> settings, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        settings.CurrentValue.Of(shop.ToLowerInvariant()) is not { } known ? UnknownShop.Of(shop, settings.CurrentValue, caller)
            : await rows.ReadAsync(known.Shop, cancellationToken) is { } row ? TypedResults.Ok(BackfillView.Of(row))
            : TypedResults.Problem($"Nobody has asked for the history of {known.Shop} yet.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<BackfillView>, ProblemHttpResult>> AskAsync(
        string shop, BackfillRows rows, ReconciliationRows reconciliations, IOptionsMonitor<ShopifySettings> settings, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (settings.CurrentValue.Of(shop.ToLowerInvariant()) is not { } known)
        {
            return UnknownShop.Of(shop, settings.CurrentValue, caller);
        }

        await rows.AskAsync(known.Shop, await reconciliations.SinceAsync(known, cancellationToken), cancellationToken);
        return TypedResults.Ok(BackfillView.Of((await rows.ReadAsync(known.Shop, cancellationToken))!));
    }
}
