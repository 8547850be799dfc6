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
        api.MapGet("/quarantine", ListAsync).WithName("listQuarantine").WithSummary("Deliveries that could not be understood, by shop, topic and reasons; those that hold a ?text=, by ?sort=, or a ?limit= of groups from the ?first= on.").Needs(Scope.Read);
        api.MapGet("/quarantine/deliveries", DeliveriesAsync).WithName("listQuarantinedDeliveries").WithSummary("The deliveries of a ?group=, the oldest first.").Needs(Scope.Read);
        api.MapGet("/quarantine/{deliveryId}", FindAsync).WithName("getQuarantined").WithSummary("One of them, with its texts masked.").Needs(Scope.Read);
        api.MapPost("/quarantine/replay", ReplayAsync).WithName("replayQuarantine").WithSummary("Reads the chosen ones again; what can be understood now goes on its way.").Needs(Scope.Operate);
        api.MapPost("/quarantine/discard", DiscardAsync).WithName("discardQuarantine").WithSummary("Removes the chosen ones for good; needs a reason.").Needs(Scope.Operate);
    }

    private static async Task<Results<Ok<QuarantineList>, ProblemHttpResult>> ListAsync(
        QuarantineDesk desk, CancellationToken cancellationToken, string? shop = null, string? text = null, string? sort = null, string? first = null, string? limit = null)
    {
        if (!Enum.TryParse<QuarantineOrder>(sort ?? nameof(QuarantineOrder.Shop), ignoreCase: true, out var order) || !Enum.IsDefined(order))
        {
            return Bad($"sort is \"{sort}\"; choose from {string.Join(", ", Enum.GetNames<QuarantineOrder>()).ToLowerInvariant()}.");
        }

        var (part, fault) = ListPart.Read(first, limit);
        if (fault is not null)
        {
            return Bad(fault);
        }

        var all = await desk.ListAsync(shop?.ToLowerInvariant(), cancellationToken, text, order);
        return TypedResults.Ok(new QuarantineList([.. part.Of(all).Select(GroupView.Of)], all.Count, all.Sum(g => g.Deliveries)));
    }

    private static async Task<Results<Ok<DeliveryList>, ProblemHttpResult>> DeliveriesAsync(
        QuarantineDesk desk, CancellationToken cancellationToken, string? shop = null, string? group = null, string? first = null, string? limit = null)
    {
        var (part, fault) = ListPart.Read(first, limit);
        if (fault is not null)
        {
            return Bad(fault);
        }

        return (await desk.ListAsync(shop?.ToLowerInvariant(), cancellationToken)).FirstOrDefault(g => g.Id == group) is { } found
            ? TypedResults.Ok(new DeliveryList([.. (await desk.DeliveriesAsync(found, part, cancellationToken)).Select(d => new DeliveryView(d.DeliveryId, Instant.FromStore(d.ReceivedAt)))], found.Deliveries))
            : TypedResults.Problem("No such group is in the quarantine; say which with ?group= and the id of one that is listed.", statusCode: StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<QuarantineView>, ProblemHttpResult>> FindAsync(string deliveryId, QuarantineDesk desk, CancellationToken cancellationToken, string? shop = null) =>
        await desk.FindAsync(deliveryId, shop?.ToLowerInvariant(), cancellationToken) is { } found
            ? TypedResults.Ok(new QuarantineView(found.DeliveryId, found.Shop, found.Topic, Instant.FromStore(found.ReceivedAt), found.Reasons.Split('\n'), Masked.Of(found.Body, Plain)))
            : TypedResults.Problem($"No delivery {deliveryId} is in the quarantine.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Replayed>, ProblemHttpResult>> ReplayAsync(
        ChosenDeliveries chosen, QuarantineDesk desk, Interventions interventions, ClaimsPrincipal caller, CancellationToken cancellationToken, string? shop = null)
    {
        if (Fault(chosen, Interventions.Replay) is { } fault)
        {
            return Bad(fault);
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
            return Bad(fault);
        }

        var selection = chosen.Selection(shop);
        var handled = await interventions.DoAsync(caller, Interventions.Discard, selection.ToString(), chosen.Reason, h => desk.DiscardAsync(selection, h, cancellationToken));
        return TypedResults.Ok(new Discarded(handled.Done));
    }

    private static ProblemHttpResult Bad(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);

    private static string? Fault(ChosenDeliveries chosen, string action) =>
        Interventions.FaultOf([chosen.Reasons, chosen.DeliveryId], chosen.All, "reasons or deliveryId", chosen.Reason, action);

    /// <summary>What fits all that is given; everything only when that is said.</summary>
    /// <param name="Topic">Of those that have these reasons.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record ChosenDeliveries(string? Reasons = null, string? DeliveryId = null, bool All = false, string? Reason = null, string? Topic = null)
    {
        public QuarantineSelection Selection(string? shop) => new(shop?.ToLowerInvariant(), Reasons, DeliveryId, Topic);
    }

    internal sealed record Replayed(int Deliveries, int StillInvalid);

    internal sealed record Discarded(int Deliveries);

    /// <param name="Total">How many groups there are, those that were not asked for among them.</param>
    /// <param name="Deliveries">How many deliveries those groups have.</param>
    internal sealed record QuarantineList(IReadOnlyList<GroupView> Quarantine, int Total, long Deliveries);

    /// <param name="Id">Names the group in addresses.</param>
    /// <param name="OldestId">Of one of them to look at.</param>
    internal sealed record GroupView(string Id, string Shop, string Topic, string Reasons, long Deliveries, string OldestId, DateTimeOffset Oldest, DateTimeOffset Newest)
    {
        public static GroupView Of(QuarantineGroup group) =>
            new(group.Id, group.Shop, group.Topic, group.Reasons, group.Deliveries, group.OldestId, Instant.FromStore(group.Oldest), Instant.FromStore(group.Newest));
    }

    /// <param name="Total">How many there are, those that were not asked for among them.</param>
    internal sealed record DeliveryList(IReadOnlyList<DeliveryView> Deliveries, long Total);

    internal sealed record DeliveryView(string DeliveryId, DateTimeOffset ReceivedAt);

    internal sealed record QuarantineView(string DeliveryId, string Shop, string Topic, DateTimeOffset ReceivedAt, IReadOnlyList<string> Reasons, JsonNode Payload);
}
