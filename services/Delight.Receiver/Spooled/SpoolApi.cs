using System.Security.Claims;
using System.Text.Json.Serialization;
using Delight.Platform.Access;
using Delight.Platform.Failures;
using Delight.Receiver.Keeping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Receiver.Spooled;

/// <summary>Deliveries that wait in the spool of this process.</summary>
internal static class SpoolApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var spool = api.MapGroup("/spool").AddEndpointFilter(UntilSpoolOpensAsync);
        spool.MapGet("", ListAsync).WithName("listSpool").WithSummary("Deliveries that this receiver keeps until the bus takes them, by cause, shop and topic.")
            .Needs(Scope.Read).WithoutStore();
        spool.MapGet("/{deliveryId}", FindAsync).WithName("getSpooled").WithSummary("One of them, with its texts masked.").Needs(Scope.Read).WithoutStore();
        spool.MapPost("/replay", ReplayAsync).WithName("replaySpool").WithSummary("Hands the chosen ones over now, and says which still wait and why.").Needs(Scope.Operate);
        spool.MapPost("/discard", DiscardAsync).WithName("discardSpool").WithSummary("Removes the chosen ones for good; needs a reason.").Needs(Scope.Operate);
    }

    private static async Task<Ok<SpoolList>> ListAsync(SpoolView view, IntakeCounts counts, CancellationToken cancellationToken, string? shop = null) =>
        TypedResults.Ok(new SpoolList(counts.Receiver, await view.ListAsync(await view.ChooseAsync(shop, null, null, cancellationToken), cancellationToken)));

    private static async Task<Results<Ok<SpooledDelivery>, ProblemHttpResult>> FindAsync(string deliveryId, SpoolView view, CancellationToken cancellationToken, string? shop = null) =>
        await view.FindAsync(await view.ChooseAsync(shop, null, deliveryId, cancellationToken), cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.Problem($"No delivery {deliveryId} is in this receiver's spool.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Replayed>, ProblemHttpResult>> ReplayAsync(
        ChosenDeliveries chosen, SpoolDesk desk, SpoolView view, Interventions interventions, ClaimsPrincipal caller, CancellationToken cancellationToken, string? shop = null)
    {
        if (Fault(chosen, Interventions.Replay) is { } fault)
        {
            return TypedResults.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        }

        var choice = await view.ChooseAsync(shop, chosen.Cause, chosen.DeliveryId, cancellationToken);
        var meant = await view.CountAsync(choice, cancellationToken);
        var record = await interventions.RecordAsync(caller, Interventions.Replay, choice.Says, meant, chosen.Reason);
        await desk.ReplayAsync(choice, cancellationToken);
        var waiting = await view.ListAsync(choice, cancellationToken);
        var left = meant - waiting.Sum(w => w.Deliveries);
        await CorrectAsync(interventions, record, meant, left);
        return TypedResults.Ok(new Replayed(left, waiting));
    }

    private static async Task<Results<Ok<Discarded>, ProblemHttpResult>> DiscardAsync(
        ChosenDeliveries chosen, SpoolDesk desk, SpoolView view, Interventions interventions, ClaimsPrincipal caller, CancellationToken cancellationToken, string? shop = null)
    {
        if (Fault(chosen, Interventions.Discard) is { } fault)
        {
            return TypedResults.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        }

        var choice = await view.ChooseAsync(shop, chosen.Cause, chosen.DeliveryId, cancellationToken);
        var meant = await view.CountAsync(choice, cancellationToken);
        var record = await interventions.RecordAsync(caller, Interventions.Discard, choice.Says, meant, chosen.Reason);
        var discarded = await desk.DiscardAsync(choice, cancellationToken);
        await CorrectAsync(interventions, record, meant, discarded);
        return TypedResults.Ok(new Discarded(discarded));
    }

    /// <summary>Recorded before it is done: a receiver works on while the store is away, and nothing may happen here that nobody finds afterwards.</summary>
    private static Task CorrectAsync(Interventions interventions, string record, long meant, long came) =>
        meant == came ? Task.CompletedTask : interventions.CorrectAsync(record, came);

    private static string? Fault(ChosenDeliveries chosen, string action) =>
        Interventions.FaultOf([chosen.Cause, chosen.DeliveryId], chosen.All, "cause or deliveryId", chosen.Reason, action);

    private static async ValueTask<object?> UntilSpoolOpensAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var spool = context.HttpContext.RequestServices.GetRequiredService<Spool>();
        return await spool.File.OpeningProblemAsync() is { } sentence ? Unavailable.Because(context.HttpContext, sentence) : await next(context);
    }

    /// <summary>What fits all that is given; everything only when that is said.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record ChosenDeliveries(string? Cause = null, string? DeliveryId = null, bool All = false, string? Reason = null);

    /// <param name="Deliveries">Those of the chosen ones that have left the spool.</param>
    /// <param name="Waiting">Those that still wait, and why.</param>
    internal sealed record Replayed(long Deliveries, IReadOnlyList<SpoolGroup> Waiting);

    internal sealed record Discarded(long Deliveries);

    internal sealed record SpoolList(string Receiver, IReadOnlyList<SpoolGroup> Spool);
}
