using Delight.Platform.Access;
using Delight.Platform.Failures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Dashboard.Api;

/// <summary>The record of who did what, and how far has come what is being done.</summary>
internal static class InterventionsApi
{
    private const int Most = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/interventions", ListAsync).WithName("listInterventions")
            .WithSummary("Who changed what, when and why; the latest thousand first, or those that hold a ?text=, are from ?before= a moment, or from ?after= one and then the oldest first.")
            .Needs(Scope.Read).OfAllShops();
        api.MapGet("/interventions/under-way", (Interventions interventions) => TypedResults.Ok(new InterventionList(interventions.UnderWay))).WithName("listInterventionsUnderWay")
            .WithSummary("What is being replayed or discarded at this process, and how many it has come to.").Needs(Scope.Read).OfAllShops();
    }

    private static async Task<Ok<InterventionList>> ListAsync(
        Interventions interventions, CancellationToken cancellationToken, string? text = null, DateTimeOffset? before = null, DateTimeOffset? after = null) =>
        TypedResults.Ok(new InterventionList(await interventions.ListAsync(Most, text, before, cancellationToken, after)));

    internal sealed record InterventionList(IReadOnlyList<Intervention> Interventions);
}
