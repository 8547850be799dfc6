using System.Security.Claims;
using Delight.Fulfilment.Giving;
using Delight.Platform.Access;
using Delight.Platform.Failures;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Fulfilment.Pausing;

internal static class PausingApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/paused-rules", ListAsync).WithName("listPausedRules").WithSummary("Rules that are paused, in which shop, since when and by whom, and how many answers wait.").Needs(Scope.Read);
        api.MapPost("/paused-rules/{shop}/{rule}", PauseAsync).WithName("pauseRule")
            .WithSummary("Pauses a rule in a shop: what it gives meanwhile waits until it goes on, or passes. What is in parcels stays until its order is ranked anew.").Needs(Scope.Market);
        api.MapDelete("/paused-rules/{shop}/{rule}", ResumeAsync).WithName("resumeRule").WithSummary("Lets a rule go on; what waited is entered now.").Needs(Scope.Market);
    }

    private static async Task<Ok<PausedList>> ListAsync(PausingDesk desk, CancellationToken cancellationToken, string? shop = null)
    {
        var waiting = await desk.WaitingAsync(cancellationToken);
        return TypedResults.Ok(new PausedList([.. (await desk.PausedAsync(shop?.ToLowerInvariant(), cancellationToken))
            .Select(p => new PausedView(p.Shop, p.Rule, p.Orders, Instant.FromStore(p.Since), p.Who, waiting.GetValueOrDefault((p.Shop, p.Rule))))]));
    }

    private static async Task<Results<Ok<PausedView>, ProblemHttpResult>> PauseAsync(
        string shop, string rule, PauseBody? body, PausingDesk desk, GivingShops shops, Interventions interventions, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (body?.Orders is not (PausedOrders.Wait or PausedOrders.Pass))
        {
            return TypedResults.Problem("Say what becomes of its orders meanwhile: {\"orders\":\"wait\"} or {\"orders\":\"pass\"}.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (!desk.Rules.Contains(rule))
        {
            return TypedResults.Problem($"\"{rule}\" is no rule that is on; there is {string.Join(", ", desk.Rules)}.", statusCode: StatusCodes.Status404NotFound);
        }

        if (!shops.Names.Contains(shop.ToLowerInvariant()) && !await desk.HasParcelsAsync(shop.ToLowerInvariant(), cancellationToken))
        {
            return TypedResults.Problem($"No shop is called {shop} here{(shops.Names.Count == 0 ? "" : "; there is " + string.Join(", ", shops.Names))}. Look at the name again, or configure the shop first.", statusCode: StatusCodes.Status404NotFound);
        }

        await desk.PauseAsync(shop.ToLowerInvariant(), rule, body.Orders, Caller.NameOf(caller), cancellationToken);
        await interventions.RecordAsync(caller, "pause", $"{shop.ToLowerInvariant()}: {rule}, whose orders {body.Orders}", 0, body.Reason);
        return TypedResults.Ok((await ListAsync(desk, cancellationToken, shop)).Value!.Paused.First(p => p.Rule == rule));
    }

    private static async Task<Results<Ok<Resumed>, ProblemHttpResult>> ResumeAsync(
        string shop, string rule, PausingDesk desk, Interventions interventions, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (await desk.ResumeAsync(shop.ToLowerInvariant(), rule, cancellationToken) is not { } waited)
        {
            return TypedResults.Problem($"\"{rule}\" is not paused in {shop}.", statusCode: StatusCodes.Status404NotFound);
        }

        await interventions.RecordAsync(caller, "resume", $"{shop.ToLowerInvariant()}: {rule}", waited, null);
        return TypedResults.Ok(new Resumed(waited));
    }

    /// <param name="Orders">wait or pass.</param>
    internal sealed record PauseBody(string? Orders, string? Reason = null);

    internal sealed record PausedList(IReadOnlyList<PausedView> Paused);

    /// <param name="Waiting">Answers that are entered when it goes on.</param>
    internal sealed record PausedView(string Shop, string Rule, string Orders, DateTimeOffset Since, string Who, long Waiting);

    /// <param name="Answers">That waited, and are entered now.</param>
    internal sealed record Resumed(int Answers);
}
