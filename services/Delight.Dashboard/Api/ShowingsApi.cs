using System.Globalization;
using Delight.Dashboard.Showing;
using Delight.Platform.Access;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Dashboard.Api;

/// <summary>To whom the pages showed the words of customers' orders.</summary>
internal static class ShowingsApi
{
    private const int Most = 1000;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/showings", ListAsync).WithName("listShowings")
        .WithSummary("To whom the pages showed a customer's words, of which order, where and when, each once a day; the latest thousand first, or a ?limit= of those that hold a ?text=, from the ?first= on.")
        .Needs(Scope.Operate);

    private static async Task<Results<Ok<ShowingList>, ProblemHttpResult>> ListAsync(
        IStore store, CancellationToken cancellationToken, string? shop = null, string? text = null, string? first = null, string? limit = null)
    {
        var (part, fault) = ListPart.Read(first, limit ?? $"{Most}");
        return fault is not null ? TypedResults.Problem(fault, statusCode: StatusCodes.Status400BadRequest)
            : TypedResults.Ok(new ShowingList([.. (await store.ReadAsync(s => s.ShowingsAsync(shop?.ToLowerInvariant(), text, part), cancellationToken))
                .Select(s => new ShowingView(s.At, s.Who, s.Page, s.Shop, s.OrderId.ToString(CultureInfo.InvariantCulture)))]));
    }

    internal sealed record ShowingList(IReadOnlyList<ShowingView> Showings);

    internal sealed record ShowingView(DateTimeOffset At, string Who, string Page, string Shop, string OrderId);
}
