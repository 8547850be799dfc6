using System.Globalization;
using Delight.Dashboard.Readings;
using Delight.Platform.Access;
using Delight.Platform.Health;
using Delight.Platform.Store;
using Delight.Platform.Story;
using Delight.Platform.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Delight.Dashboard.Api;

/// <summary>What operations look at: an order's story, the queues, the sums.</summary>
internal static class OperationsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/orders/{shop}/{orderId:long}", StoryAsync).WithName("getOrderStory")
            .WithSummary("What arrived, how it ranked, what each rule said and what became of it.").Needs(Scope.Read);
        api.MapGet("/queues", QueuesAsync).WithName("listQueues").WithSummary("Every queue with what waits, what is in work and what failed.")
            .Needs(Scope.Read).OfAllShops();
        api.MapGet("/spools", SpoolsAsync).WithName("listSpools").WithSummary("How many deliveries wait in each receiver's spool; what they are, that receiver tells at /api/v1/spool.")
            .Needs(Scope.Read).OfAllShops();
        api.MapGet("/stats", StatsAsync).WithName("getStats")
            .WithSummary("Sums, and what is not yet finished (pending). Before that is 0 each receiver is heard, which takes up to a second; ?pending=false leaves it out, and gives the sums at once.").Needs(Scope.Read);
    }

    private static async Task<Results<Ok<OrderStory>, ProblemHttpResult>> StoryAsync(string shop, long orderId, IStore store, CancellationToken cancellationToken)
    {
        var lines = await store.ReadAsync(s => s.StoryAsync(shop.ToLowerInvariant(), orderId), cancellationToken);
        return lines.Count > 0
            ? TypedResults.Ok(new OrderStory(shop.ToLowerInvariant(), orderId.ToString(CultureInfo.InvariantCulture), [.. lines.Select(l => new StorySentence(l.At, l.Step, l.Text))]))
            : TypedResults.Problem($"The shop {shop} has no story of an order {orderId} here: it is not known, or came with an import and nothing was told of it since.", statusCode: StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<QueueList>> QueuesAsync(QueueWatch watch, ConsumersWait wait, CancellationToken cancellationToken) =>
        TypedResults.Ok(new QueueList(await watch.LookAsync(cancellationToken), await wait.WhyAsync(cancellationToken)));

    private static async Task<Ok<SpoolList>> SpoolsAsync(IStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(new SpoolList(await store.ReadAsync(s => s.SpoolsAsync(), cancellationToken)));

    private static async Task<Ok<Stats>> StatsAsync(PendingWork pending, IStore store, CancellationToken cancellationToken, string? shop = null, [FromQuery(Name = "pending")] bool withPending = true)
    {
        shop = shop?.ToLowerInvariant();
        var now = await (withPending ? pending.CountAsync(shop, cancellationToken) : pending.LookAsync(shop, cancellationToken));
        if (shop is not null)
        {
            var ofShop = await store.ReadAsync(s => s.SumsAsync(shop), cancellationToken);
            now = now with { Sums = ofShop, InTransit = 0, Refused = 0, Ignored = 0 }; // Counted before a shop is known.
        }

        long Sum(string name) => now.Sums.GetValueOrDefault(name);
        return TypedResults.Ok(new Stats(
            new DeliverySums(Sum("deliveries/accepted") + now.InTransit, Sum("deliveries/duplicate"), Sum("deliveries/quarantined"), now.Refused, now.Ignored),
            new OrderSums(Sum("orders/known"), Sum("orders/counting")),
            new FulfilmentSums(Sum("fulfilment/open"), Sum("fulfilment/packed"), Sum("fulfilment/lines")),
            withPending ? now.Pending : null));
    }
}

internal sealed record OrderStory(string Shop, string OrderId, IReadOnlyList<StorySentence> Story);

internal sealed record StorySentence(DateTimeOffset At, string Step, string Says);

/// <param name="Paused">Why consumers wait, as a sentence; absent while they work.</param>
internal sealed record QueueList(IReadOnlyList<QueueView> Queues, string? Paused);

internal sealed record SpoolList(IReadOnlyList<SpoolDepth> Spools);

/// <param name="Accepted">Answered 200 as an order, duplicates included.</param>
/// <param name="Duplicate">Among them, those that brought a snapshot that had come before.</param>
/// <param name="Ignored">Authentic, of a topic of no interest.</param>
internal sealed record DeliverySums(long Accepted, long Duplicate, long Quarantined, long Refused, long Ignored);

internal sealed record OrderSums(long Known, long Counting);

internal sealed record FulfilmentSums(long Open, long Packed, long Lines);

/// <param name="Pending">Null where it was not asked for.</param>
internal sealed record Stats(DeliverySums Deliveries, OrderSums Orders, FulfilmentSums Fulfilment, long? Pending);
