using System.Security.Claims;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Delight.Platform.Access;
using Delight.Platform.Failures;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Receiver.Quarantine;

/// <summary>Authentic deliveries that could not be understood.</summary>
internal static class QuarantineApi
{
    // Texts of the platform's order payload that say nothing about a person.
    internal static readonly string[] Plain =
        ["id", "admin_graphql_api_id", "financial_status", "fulfillment_status", "currency", "presentment_currency", "created_at", "updated_at", "cancelled_at", "processed_at"];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/quarantine", ListAsync).WithName("listQuarantine").WithSummary("Deliveries that could not be understood, by shop, topic and reasons.").Needs(Scope.Read);
        api.MapGet("/quarantine/{deliveryId}", FindAsync).WithName("getQuarantined").WithSummary("One of them, with its texts masked.").Needs(Scope.Read);
        api.MapPost("/quarantine/replay", ReplayAsync).WithName("replayQuarantine").WithSummary("Reads the chosen ones again; what can be understood now goes on its way.").Needs(Scope.Operate);
        api.MapPost("/quarantine/discard", DiscardAsync).WithName("discardQuarantine").WithSummary("Removes the chosen ones for good; needs a reason.").Needs(Scope.Operate);
    }

    private static async Task<Ok<QuarantineList>> ListAsync(QuarantineDesk desk, CancellationToken cancellationToken, string? shop = null) =>
        TypedResults.Ok(new QuarantineList(await desk.ListAsync(shop?.ToLowerInvariant(), cancellationToken)));

    private static async Task<Results<Ok<QuarantineView>, ProblemHttpResult>> FindAsync(string deliveryId, QuarantineDesk desk, CancellationToken cancellationToken, string? shop = null) =>
        await desk.FindAsync(deliveryId, shop?.ToLowerInvariant(), cancellationToken) is { } found
            ? TypedResults.Ok(new QuarantineView(found.DeliveryId, found.Shop, found.Topic, Instant.FromStore(found.ReceivedAt), found.Reasons.Split('\n'), Masked.Of(found.Body, Plain)))
            : TypedResults.Problem($"No delivery {deliveryId} is in the quarantine.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Replayed>, ProblemHttpResult>> ReplayAsync(
        ChosenDeliveries chosen, QuarantineDesk desk, Interventions interventions, ClaimsPrincipal caller, CancellationToken cancellationToken, string? shop = null)
    {
        if (Fault(chosen, Interventions.Replay) is { } fault)
        {
            return TypedResults.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        }

        var selection = chosen.Selection(shop);
        var stillInvalid = 0;
        var handled = await interventions.DoAsync(caller, Interventions.Replay, selection.ToString(), chosen.Reason,
            async h => stillInvalid = await desk.ReplayAsync(selection, h, cancellationToken));
        return TypedResults.Ok(new Replayed(handled.Done, stillInvalid));
    }

    private static async Task<Results<Ok<Discarded>, ProblemHttpResult>> DiscardAsync(
        ChosenDeliveries chosen, QuarantineDesk desk, Interventions interventions, ClaimsPrincipal caller, CancellationToken cancellationToken, string? shop = null)
    {
        if (Fault(chosen, Interventions.Discard) is { } fault)
        {
            return TypedResults.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        }

        var selection = chosen.Selection(shop);
        var handled = await interventions.DoAsync(caller, Interventions.Discard, selection.ToString(), chosen.Reason, h => desk.DiscardAsync(selection, h, cancellationToken));
        return TypedResults.Ok(new Discarded(handled.Done));
    }

    private static string? Fault(ChosenDeliveries chosen, string action) =>
        Interventions.FaultOf([chosen.Reasons, chosen.DeliveryId], chosen.All, "reasons or deliveryId", chosen.Reason, action);

    /// <summary>What fits all that is given; everything only when that is said.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record ChosenDeliveries(string? Reasons = null, string? DeliveryId = null, bool All = false, string? Reason = null)
    {
        public QuarantineSelection Selection(string? shop) => new(shop?.ToLowerInvariant(), Reasons, DeliveryId);
    }

    internal sealed record Replayed(int Deliveries, int StillInvalid);

    internal sealed record Discarded(int Deliveries);

    internal sealed record QuarantineList(IReadOnlyList<QuarantineGroup> Quarantine);

    internal sealed record QuarantineView(string DeliveryId, string Shop, string Topic, DateTimeOffset ReceivedAt, IReadOnlyList<string> Reasons, JsonNode Payload);
}
