using System.Globalization;
using Delight.Contracts;
using Delight.Platform.Access;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Fulfilment.Hits;

/// <summary>How often each rule gives something, day by day.</summary>
internal static class HitsApi
{
    private const int MostDays = 366;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/rules/hits", HitsAsync).WithName("countRuleHits")
        .WithSummary("In how many parcels each rule gives something, by the day of the order (UTC), and what that costs; for the last ?days= days.").Needs(Scope.Read);

    private static async Task<Results<Ok<HitList>, ProblemHttpResult>> HitsAsync(
        IStore store, TimeProvider time, CancellationToken cancellationToken, string? shop = null, string? days = null)
    {
        var (number, fault) = WholeNumber.Read("days", days, 1, MostDays, 30);
        if (fault is not null)
        {
            return TypedResults.Problem(fault, statusCode: StatusCodes.Status400BadRequest);
        }

        var hits = await store.ReadAsync(session => HitTable.ReadAsync(session, shop?.ToLowerInvariant(), time.GetUtcNow().AddDays(1 - number)), cancellationToken);
        return TypedResults.Ok(new HitList([.. hits.Select(HitView.Of)]));
    }

    /// <param name="Days">By day and rule, the oldest first; those of several currencies stand beside each other.</param>
    internal sealed record HitList(IReadOnlyList<HitView> Days);

    /// <param name="Day">Of the order (UTC), such as 2026-11-01.</param>
    /// <param name="Parcels">That have a line of the rule.</param>
    /// <param name="Cost">Of these lines; absent where the shop's gifts are not reckoned.</param>
    internal sealed record HitView(string Day, string Rule, long Parcels, CostView? Cost)
    {
        public static HitView Of(Hit hit) => new(
            DateTimeOffset.UnixEpoch.AddDays(hit.Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), hit.Rule, hit.Parcels,
            hit.Currency.Length == 0 ? null : new CostView(new Money(hit.CostMinor, hit.Currency).Amount(), hit.Currency));
    }

    /// <param name="Amount">In whole units of the currency.</param>
    internal sealed record CostView(decimal Amount, string Currency);
}
