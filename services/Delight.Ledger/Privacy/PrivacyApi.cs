using System.Text.Json.Nodes;
using Delight.Platform.Access;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Ledger.Privacy;

/// <summary>What customers and shops asked for, and the proof that it was done.</summary>
internal static class PrivacyApi
{
    private const int Most = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/privacy", ListAsync).WithName("listPrivacyRequests").WithSummary("Requests to know or to be forgotten, the latest first, and what was done.").Needs(Scope.Read);
        api.MapGet("/privacy/{shop}/{id}", FindAsync).WithName("getPrivacyRequest").WithSummary("One of them; for a data request with all that is held on the customer, ready to be sent.").Needs(Scope.Operate);
    }

    private static async Task<Ok<PrivacyList>> ListAsync(IStore store, CancellationToken cancellationToken, string? shop = null) => TypedResults.Ok(new PrivacyList(
        [.. (await store.ReadAsync(session => session.PrivacyRecordsAsync(shop?.ToLowerInvariant(), Most), cancellationToken)).Select(View)]));

    private static async Task<Results<Ok<PrivacyView>, ProblemHttpResult>> FindAsync(string shop, string id, IStore store, CancellationToken cancellationToken) =>
        await store.ReadAsync(session => session.PrivacyRecordAsync(id), cancellationToken) is { } found && string.Equals(found.Shop, shop, StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Ok(View(found))
            : TypedResults.Problem($"The shop {shop} has no privacy request {id}.", statusCode: StatusCodes.Status404NotFound);

    private static PrivacyView View(PrivacyRecord record) =>
        new(record.Id, record.Shop, record.Kind, record.ReceivedAt, record.DoneAt, JsonNode.Parse(record.Done)!, record.Answer is null ? null : JsonNode.Parse(record.Answer));

    internal sealed record PrivacyList(IReadOnlyList<PrivacyView> Requests);

    /// <param name="Done">Where, and how many rows or messages were changed, removed or handed out.</param>
    internal sealed record PrivacyView(string Id, string Shop, string Kind, DateTimeOffset ReceivedAt, DateTimeOffset DoneAt, JsonNode Done, JsonNode? Answer);
}
