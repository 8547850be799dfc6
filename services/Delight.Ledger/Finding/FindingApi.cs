using Delight.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Ledger.Finding;

/// <summary>Orders that somebody looks for, and what is known of them.</summary>
internal static class FindingApi
{
    private const int MostFound = 100;
    private const int MostPerPage = 1000;
    private const string NoCursor = "after is not a cursor; give the value of next from the page before, or leave it out.";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/orders", FindAsync).WithName("findOrders").WithSummary("Orders whose name (with or without a leading #), id or customer's id is what is looked for, newest first.").Needs(Scope.Read);
        api.MapGet("/orders/{shop}/{orderId:long}/facts", FactsAsync).WithName("getOrderFacts").WithSummary("What is known of an order, and its standing; also of one that was imported and has no story.").Needs(Scope.Read);
        api.MapGet("/customers/{shop}/{customerId:long}/orders", OfCustomerAsync).WithName("listCustomerOrders").WithSummary("A customer's orders in the order of their row, whether they count or not.").Needs(Scope.Read);
    }

    private static async Task<Results<Ok<OrderPage>, ProblemHttpResult>> FindAsync(
        OrderFinder finder, CancellationToken cancellationToken, string? shop = null, string? find = null, string? after = null, string? limit = null)
    {
        if (string.IsNullOrWhiteSpace(find))
        {
            return Bad("Say what to look for with ?find=: an order's name or id, or a customer's id.");
        }

        var (most, fault) = WholeNumber.Read("limit", limit, 1, MostFound, 20);
        if (fault is not null)
        {
            return Bad(fault);
        }

        var cursor = after is null ? null : FoundCursor.Parse(after);
        if (after is not null && cursor is null)
        {
            return Bad(NoCursor);
        }

        var rows = await finder.FindAsync(shop?.ToLowerInvariant(), find.Trim(), most + 1, cancellationToken, cursor);
        return TypedResults.Ok(new OrderPage([.. rows.Take(most).Select(OrderView.Of)], rows.Count > most ? FoundCursor.Of(rows[most - 1]).ToString() : null));
    }

    private static async Task<Results<Ok<OrderFacts>, ProblemHttpResult>> FactsAsync(string shop, long orderId, OrderFinder finder, CancellationToken cancellationToken) =>
        await finder.OrderAsync(shop.ToLowerInvariant(), orderId, cancellationToken) is { } order
            ? TypedResults.Ok(OrderFacts.Of(order))
            : TypedResults.Problem($"The shop {shop} has no order {orderId} that is known here.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<OrderPage>, ProblemHttpResult>> OfCustomerAsync(
        string shop, long customerId, OrderFinder finder, CancellationToken cancellationToken, string? after = null, string? limit = null)
    {
        var (most, fault) = WholeNumber.Read("limit", limit, 1, MostPerPage, 100);
        if (fault is not null)
        {
            return Bad(fault);
        }

        if (RowCursor.Parse(after) is not { } cursor)
        {
            return Bad(NoCursor);
        }

        var rows = await finder.OfCustomerAsync(shop.ToLowerInvariant(), customerId, cursor, most + 1, cancellationToken);
        var page = rows.Take(most).ToArray();
        return TypedResults.Ok(new OrderPage([.. page.Select(OrderView.Of)], rows.Count > most ? new RowCursor(page[^1].CreatedAt, page[^1].OrderId).ToString() : null));
    }

    private static ProblemHttpResult Bad(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);

    /// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
    internal sealed record OrderPage(IReadOnlyList<OrderView> Orders, string? Next);
}
