using Delight.Dashboard.Readings;
using Delight.Platform.Access;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Dashboard.Api;

/// <summary>How the sums and depths went.</summary>
internal static class ReadingsApi
{
    private const int MostMinutes = 24 * 60;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/readings", ReadAsync).WithName("listReadings")
        .WithSummary("How each sum and each depth stood, every ten seconds of the last minutes (60, or ?minutes= up to a day).").Needs(Scope.Read).OfAllShops();

    private static async Task<Results<Ok<ReadingList>, ProblemHttpResult>> ReadAsync(IStore store, TimeProvider time, CancellationToken cancellationToken, int minutes = 60)
    {
        if (minutes is < 1 or > MostMinutes)
        {
            return TypedResults.Problem($"minutes is {minutes}; give 1 to {MostMinutes}.", statusCode: StatusCodes.Status400BadRequest);
        }

        var rows = await store.ReadAsync(s => s.ReadingsAsync(time.GetUtcNow().AddMinutes(-minutes)), cancellationToken);
        return TypedResults.Ok(new ReadingList(rows.GroupBy(r => r.Name).ToDictionary(g => g.Key, g => (IReadOnlyList<Point>)[.. g.Select(r => new Point(Instant.FromStore(r.At), r.Value))])));
    }

    internal sealed record ReadingList(IReadOnlyDictionary<string, IReadOnlyList<Point>> Series);

    internal sealed record Point(DateTimeOffset At, long Value);
}
