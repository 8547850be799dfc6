using System.Globalization;
using System.Text.Json.Serialization;
using Delight.Platform.Access;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Ledger.Finding;

/// <summary>What the shop has of orders, held beside what is known here.</summary>
internal static class ComparisonApi
{
    private const int MostAtOnce = 1000;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/orders/{shop}/compare", CompareAsync).WithName("compareOrders")
        .WithSummary("Which of these orders are not known here, and which are known as they were before the given time.").Needs(Scope.Read);

    private static async Task<Results<Ok<Compared>, ProblemHttpResult>> CompareAsync(string shop, SomeOrders body, IStore store, CancellationToken cancellationToken)
    {
        if (body.Orders is not { Count: > 0 and <= MostAtOnce } orders || orders.Any(o => o is null))
        {
            return TypedResults.Problem($"Give 1 to {MostAtOnce} orders, each with its id and updatedAt.", statusCode: StatusCodes.Status400BadRequest);
        }

        var of = shop.ToLowerInvariant();
        var known = (await store.ReadAsync(session => session.EachAsync<object, Known>(
            "select order_id, updated_at from orders where shop = @Shop and order_id = @OrderId",
            [.. orders.Select(o => o.Id).Distinct().Select(id => new { Shop = of, OrderId = id })]), cancellationToken)).ToDictionary(k => k.OrderId, k => k.UpdatedAt);
        return TypedResults.Ok(new Compared(
            Ids(orders.Where(o => !known.ContainsKey(o.Id))),
            Ids(orders.Where(o => known.TryGetValue(o.Id, out var at) && at < o.UpdatedAt.ToStore()))));
    }

    private static string[] Ids(IEnumerable<OrderAtShop> orders) => [.. orders.Select(o => o.Id.ToString(CultureInfo.InvariantCulture)).Distinct()];

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record SomeOrders(IReadOnlyList<OrderAtShop>? Orders);

    /// <param name="UpdatedAt">When the shop changed it last.</param>
    internal sealed record OrderAtShop(long Id, DateTimeOffset UpdatedAt);

    /// <param name="Unknown">Ids of orders of which nothing ever came.</param>
    /// <param name="Older">Ids of orders that changed since.</param>
    internal sealed record Compared(IReadOnlyList<string> Unknown, IReadOnlyList<string> Older);

    private sealed record Known
    {
        public long OrderId { get; init; }
        public long UpdatedAt { get; init; }
    }
}
