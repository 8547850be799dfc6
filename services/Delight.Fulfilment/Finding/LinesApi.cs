using System.Globalization;
using Delight.Platform.Access;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Fulfilment.Finding;

/// <summary>Lines of parcels that somebody looks for.</summary>
internal static class LinesApi
{
    private const int MostFound = 100;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/fulfilment/lines", FindAsync).WithName("findLines")
        .WithSummary("Lines of parcels whose sku is what is looked for, or whose text or title holds its words, newest order first; letter case is ignored. To be repeated with next as ?after= until that is null.").Needs(Scope.Read);

    private static async Task<Results<Ok<LineList>, ProblemHttpResult>> FindAsync(
        LineFinder finder, CancellationToken cancellationToken, string? shop = null, string? find = null, string? after = null, string? limit = null)
    {
        if (string.IsNullOrWhiteSpace(find))
        {
            return Bad("Say what to look for with ?find=: a sku, or words of a note or a title.");
        }

        var (most, fault) = WholeNumber.Read("limit", limit, 1, MostFound, 20);
        if (fault is not null)
        {
            return Bad(fault);
        }

        if (LineCursor.Parse(after) is not { } cursor)
        {
            return Bad("after is not a cursor; give the value of next from the answer before, or leave it out.");
        }

        var found = await finder.FindAsync(shop?.ToLowerInvariant(), new SearchedWords(find.Trim()), most, cursor, cancellationToken);
        return TypedResults.Ok(new LineList([.. found.Lines.Select(LineView.Of)], found.Searched, found.Complete, found.Next?.ToString()));
    }

    private static ProblemHttpResult Bad(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);

    /// <param name="Searched">Parcels that were looked into, from the newest order back, or from where the answer before ended.</param>
    /// <param name="Complete">False when there are older parcels that were not.</param>
    /// <param name="Next">Give it as <c>after</c> for what comes then, found or to be looked into; null when there is nothing more.</param>
    internal sealed record LineList(IReadOnlyList<LineView> Lines, long Searched, bool Complete, string? Next);

    /// <param name="State">Of the parcel: open or packed.</param>
    internal sealed record LineView(
        string Shop, string OrderId, string OrderName, string? CustomerId, DateTimeOffset OrderedAt, string State, string Kind, string? Sku, string? Title, string? Text, string Rule)
    {
        public static LineView Of(FoundLine line) => new(
            line.Shop, line.OrderId.ToString(CultureInfo.InvariantCulture), line.OrderName, line.CustomerId?.ToString(CultureInfo.InvariantCulture), Instant.FromStore(line.OrderedAt),
            line.State, line.Kind, line.Sku, line.Title, line.Text, line.Rule);
    }
}
