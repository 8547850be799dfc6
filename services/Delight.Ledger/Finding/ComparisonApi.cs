using System.Globalization;
using System.Text.Json.Serialization;
using Delight.Platform.Access;
using Delight.Platform.Merging;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ISession = Delight.Platform.Store.ISession;

namespace Delight.Ledger.Finding;

/// <summary>What the shop has of orders, held beside what is known here.</summary>
internal static class ComparisonApi
{
    private const int MostAtOnce = 1000;

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/orders/{shop}/compare", CompareAsync).WithName("compareOrders")
        .WithSummary("Which of these orders are not known here, which are known as they were before the given time, and which are known as another customer's.").Needs(Scope.Read);

    internal static async Task<Results<Ok<Compared>, ProblemHttpResult>> CompareAsync(string shop, SomeOrders body, IStore store, CancellationToken cancellationToken)
    {
        if (body.Orders is not { Count: > 0 and <= MostAtOnce } orders || orders.Any(o => o is null))
        {
            return TypedResults.Problem($"Give 1 to {MostAtOnce} orders, each with its id and updatedAt.", statusCode: StatusCodes.Status400BadRequest);
        }

        var of = shop.ToLowerInvariant();
        var (known, others) = await store.ReadAsync(async session =>
        {
            var rows = (await session.EachAsync<object, Known>("select order_id, updated_at, customer_id from orders where shop = @Shop and order_id = @OrderId",
                [.. orders.Select(o => o.Id).Distinct().Select(id => new { Shop = of, OrderId = id })])).ToDictionary(k => k.OrderId);
            return (rows, await OthersAsync(session, of, orders, rows));
        }, cancellationToken);
        return TypedResults.Ok(new Compared(
            Ids(orders.Where(o => !known.ContainsKey(o.Id))),
            Ids(orders.Where(o => known.TryGetValue(o.Id, out var row) && row.UpdatedAt < o.UpdatedAt.ToStore())), others));
    }

    /// <summary>Who was merged into whom is known here is one customer, and one who was forgotten is nobody any more.</summary>
    private static async Task<IReadOnlyList<OfAnother>> OthersAsync(ISession session, string shop, IReadOnlyList<OrderAtShop> orders, Dictionary<long, Known> known)
    {
        var pairs = orders.Where(o => o.CustomerId is not null && known.GetValueOrDefault(o.Id)?.CustomerId is { } here && here != o.CustomerId)
            .Select(o => (o.Id, Here: known[o.Id].CustomerId!.Value, There: o.CustomerId!.Value)).Distinct().ToArray();
        if (pairs.Length == 0)
        {
            return [];
        }

        var both = pairs.SelectMany(p => new[] { p.Here, p.There }).Distinct().ToArray();
        var kept = await session.KeptCustomersAsync(both.Select(id => (shop, (long?)id)));
        var forgotten = await session.TombstonesAsync(both.Concat(both.Select(id => kept.Of(shop, id))).Select(id => (shop, id)));
        return [.. pairs.Where(p => kept.Of(shop, p.Here) != kept.Of(shop, p.There) && !IsForgotten(p.Here) && !IsForgotten(p.There)).Select(p => new OfAnother(Text(p.Id), Text(p.Here)))];

        bool IsForgotten(long id) => forgotten.ContainsKey((shop, id)) || forgotten.ContainsKey((shop, kept.Of(shop, id)));
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string[] Ids(IEnumerable<OrderAtShop> orders) => [.. orders.Select(o => Text(o.Id)).Distinct()];

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record SomeOrders(IReadOnlyList<OrderAtShop>? Orders);

    /// <param name="UpdatedAt">When the shop changed it last.</param>
    /// <param name="CustomerId">Whose it is there; left out, or null for a guest's, nobody's is compared.</param>
    internal sealed record OrderAtShop(long Id, DateTimeOffset UpdatedAt, long? CustomerId = null);

    /// <param name="Unknown">Ids of orders of which nothing ever came.</param>
    /// <param name="Older">Ids of orders that changed since.</param>
    /// <param name="OtherCustomer">Orders that are known as another customer's who was not merged with the given one.</param>
    internal sealed record Compared(IReadOnlyList<string> Unknown, IReadOnlyList<string> Older, IReadOnlyList<OfAnother> OtherCustomer);

    /// <param name="CustomerId">Whose it is here.</param>
    internal sealed record OfAnother(string Id, string CustomerId);

    private sealed record Known
    {
        public long OrderId { get; init; }
        public long UpdatedAt { get; init; }
        public long? CustomerId { get; init; }
    }
}
