using System.Security.Claims;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Delight.Platform.Access;
using Delight.Platform.Failures;
using Delight.Platform.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Dashboard.Api;

/// <summary>What consumers gave up on: looked at, given back or discarded, and every hand in it recorded.</summary>
internal static class FailuresApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/failures", ListAsync).WithName("listFailures")
            .WithSummary("Messages that consumers gave up on, by queue and cause; those whose cause holds a ?text=, by ?sort=, or a ?limit= of groups from the ?first= on.")
            .Needs(Scope.Read).OfAllShops();
        api.MapGet("/failures/messages", MessagesAsync).WithName("listFailedMessages").WithSummary("The same one by one, the oldest first; of a ?group= alone.")
            .Needs(Scope.Read).OfAllShops();
        api.MapGet("/failures/{queue}/{messageId}", FindAsync).WithName("getFailure").WithSummary("One of them, with its texts masked.")
            .Needs(Scope.Read).OfAllShops();
        api.MapPost("/failures/replay", ReplayAsync).WithName("replayFailures").WithSummary("Gives the chosen ones back to their queues.")
            .Needs(Scope.Operate).OfAllShops();
        api.MapPost("/failures/discard", DiscardAsync).WithName("discardFailures").WithSummary("Removes the chosen ones for good; needs a reason.")
            .Needs(Scope.Operate).OfAllShops();
    }

    private static async Task<Results<Ok<FailureList>, ProblemHttpResult>> ListAsync(
        IFailures failures, ConsumersWait wait, CancellationToken cancellationToken, string? queue = null, string? cause = null, string? text = null, string? sort = null, string? first = null, string? limit = null)
    {
        if (FailureOrder.FaultOf(sort) is { } unknown)
        {
            return Bad(unknown);
        }

        var (part, fault) = ListPart.Read(first, limit);
        if (fault is not null)
        {
            return Bad(fault);
        }

        var all = FailureOrder.Sorted((await failures.ListAsync(new FailureSelection(queue, cause), cancellationToken)).Where(g => text is null || g.Cause.Contains(text, StringComparison.OrdinalIgnoreCase)), sort);
        return TypedResults.Ok(new FailureList(part.Of(all), all.Count, all.Sum(g => g.Messages), await wait.WhyAsync(cancellationToken)));
    }

    private static async Task<Results<Ok<MessageList>, ProblemHttpResult>> MessagesAsync(
        IFailures failures, CancellationToken cancellationToken, string? queue = null, string? cause = null, string? group = null, string? first = null, string? limit = null)
    {
        var (part, fault) = ListPart.Read(first, limit);
        if (fault is not null)
        {
            return Bad(fault);
        }

        var all = await failures.MessagesAsync(new FailureSelection(queue, cause, Group: group), cancellationToken);
        return TypedResults.Ok(new MessageList([.. part.Of(all).Select(m => new MessageView(m.Queue, m.MessageId, m.At, m.Cause))], all.Count));
    }

    private static async Task<Results<Ok<FailureView>, ProblemHttpResult>> FindAsync(string queue, string messageId, IFailures failures, CancellationToken cancellationToken) =>
        await failures.FindAsync(queue, messageId, cancellationToken) is { } found
            ? TypedResults.Ok(new FailureView(found.Queue, found.MessageId, found.At, found.Cause, Masked.Of(found.Body, Masked.PlainInMessages)))
            : TypedResults.Problem($"No message {messageId} of the queue {queue} has failed.", statusCode: StatusCodes.Status404NotFound);

    private static Task<Results<Ok<Done>, ProblemHttpResult>> ReplayAsync(
        ChosenFailures chosen, IFailures failures, Interventions interventions, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        ActAsync(Interventions.Replay, chosen, failures.ReplayAsync, interventions, caller, cancellationToken);

    private static Task<Results<Ok<Done>, ProblemHttpResult>> DiscardAsync(
        ChosenFailures chosen, IFailures failures, Interventions interventions, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        ActAsync(Interventions.Discard, chosen, failures.DiscardAsync, interventions, caller, cancellationToken);

    private static async Task<Results<Ok<Done>, ProblemHttpResult>> ActAsync(
        string action, ChosenFailures chosen, Func<FailureSelection, Handled, CancellationToken, Task> act, Interventions interventions, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (Interventions.FaultOf([chosen.Queue, chosen.Cause, chosen.MessageId], chosen.All, "queue, cause or messageId", chosen.Reason, action) is { } fault)
        {
            return TypedResults.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        }

        var selection = new FailureSelection(chosen.Queue, chosen.Cause, chosen.MessageId);
        var handled = await interventions.DoAsync(caller, action, selection.ToString(), chosen.Reason, h => act(selection, h, cancellationToken));
        return TypedResults.Ok(new Done(handled.Done, handled.Left));
    }

    private static ProblemHttpResult Bad(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);

    /// <summary>What fits all that is given; everything only when that is said.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record ChosenFailures(string? Queue = null, string? Cause = null, string? MessageId = null, bool All = false, string? Reason = null);

    /// <param name="Left">Why some could not go and are still there, a sentence each.</param>
    internal sealed record Done(int Messages, IReadOnlyList<string> Left);

    /// <param name="Total">How many groups there are, those that were not asked for among them.</param>
    /// <param name="Messages">How many messages those groups have.</param>
    /// <param name="Paused">Why consumers wait, as a sentence: nothing fails for it. Absent while they work.</param>
    internal sealed record FailureList(IReadOnlyList<FailureGroup> Failures, int Total, int Messages, string? Paused);

    /// <param name="Total">How many there are, those that were not asked for among them.</param>
    internal sealed record MessageList(IReadOnlyList<MessageView> Messages, int Total);

    internal sealed record MessageView(string Queue, string MessageId, DateTimeOffset At, string Cause);

    internal sealed record FailureView(string Queue, string MessageId, DateTimeOffset At, string Cause, JsonNode Payload);
}
