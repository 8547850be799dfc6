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
        .WithSummary("To whom the pages showed a customer's words, of which order, where and when, each once a day; the latest thousand first.").Needs(Scope.Operate);

    private static async Task<Ok<ShowingList>> ListAsync(IStore store, CancellationToken cancellationToken, string? shop = null) =>
        TypedResults.Ok(new ShowingList([.. (await store.ReadAsync(s => s.ShowingsAsync(shop?.ToLowerInvariant(), Most), cancellationToken))
            .Select(s => new ShowingView(s.At, s.Who, s.Page, s.Shop, s.OrderId.ToString(CultureInfo.InvariantCulture)))]));

    internal sealed record ShowingList(IReadOnlyList<ShowingView> Showings);

    internal sealed record ShowingView(DateTimeOffset At, string Who, string Page, string Shop, string OrderId);
}
