using System.Globalization;
using System.Text.Json.Serialization;
using Delight.Platform.Access;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace Delight.Ledger.History;

/// <summary>Takes in a shop's orders from before Delight; the verb <c>import</c> reads its export and calls this.</summary>
internal static class HistoryApi
{
    private const int MostAtOnce = 5000;
    private const int MostPerPage = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/history/{shop}", StateAsync).WithName("getHistory").WithSummary("How many orders of a file (?file=) are taken in, and how many of the shop's history wait to be counted or for their customer.").Needs(Scope.Read);
        api.MapPost("/history/{shop}", EnterAsync).WithName("importOrders").WithSummary("Takes in the next orders of a file; they are counted once they are ranked, and bring no gifts.").Needs(Scope.Operate).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost("/history/{shop}/customers", JoinAsync).WithName("importCustomers").WithSummary("Says whose address is whose, for orders that name their customer by address alone.").Needs(Scope.Operate);
        api.MapPost("/history/{shop}/rank", RankAsync).WithName("rankHistory").WithSummary("Puts imported orders of some customers into their rows; to be repeated with next as ?after= until that is null.").Needs(Scope.Operate);
        api.MapGet("/history/{shop}/unmatched", UnmatchedAsync).WithName("listUnmatched").WithSummary("Imported orders whose customer is not known.").Needs(Scope.Read);
    }

    private static async Task<Results<Ok<HistoryState>, ProblemHttpResult>> StateAsync(string shop, HistoryDesk desk, IConfiguration settings, CancellationToken cancellationToken, string? file = null) =>
        Unknown(settings, shop) ?? (Results<Ok<HistoryState>, ProblemHttpResult>)TypedResults.Ok(await desk.StateAsync(shop.ToLowerInvariant(), file, cancellationToken));

    private static async Task<Results<Ok<Entered>, ProblemHttpResult>> EnterAsync(string shop, SomeOrders body, HistoryDesk desk, IConfiguration settings, CancellationToken cancellationToken)
    {
        if (Unknown(settings, shop) is { } unknown)
        {
            return unknown;
        }

        if (body.Orders is not { Count: > 0 and <= MostAtOnce } orders || string.IsNullOrWhiteSpace(body.File) || body.File.Length > 100)
        {
            return Bad($"Name a file, and give 1 to {MostAtOnce} orders.");
        }

        if (orders.Select(o => o is null ? "An order is null." : o.Fault()).FirstOrDefault(f => f is not null) is { } fault)
        {
            return Bad(fault);
        }

        var (position, added) = await desk.EnterAsync(shop.ToLowerInvariant(), body.File, body.From, orders, cancellationToken);
        return position == body.From + orders.Count ? TypedResults.Ok(new Entered(position, added))
            : TypedResults.Problem($"Of this file {position.ToString("N0", CultureInfo.InvariantCulture)} orders are taken in; go on from there.", statusCode: StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<Joined>, ProblemHttpResult>> JoinAsync(string shop, SomeCustomers body, HistoryDesk desk, IConfiguration settings, CancellationToken cancellationToken)
    {
        if (Unknown(settings, shop) is { } unknown)
        {
            return unknown;
        }

        return body.Customers is { Count: > 0 and <= MostAtOnce } customers && customers.All(c => c is { Id: > 0 } && !(c.Email?.Length > 320))
            ? TypedResults.Ok(new Joined(await desk.JoinAsync(shop.ToLowerInvariant(), customers, cancellationToken)))
            : Bad($"Give 1 to {MostAtOnce} customers, each with an id above 0 and an e-mail address.");
    }

    private static async Task<Results<Ok<Ranked>, ProblemHttpResult>> RankAsync(string shop, HistoryRanking ranking, IConfiguration settings, CancellationToken cancellationToken, long after = 0)
    {
        if (Unknown(settings, shop) is { } unknown)
        {
            return unknown;
        }

        var (orders, last) = await ranking.RankAsync(shop.ToLowerInvariant(), after, cancellationToken);
        return TypedResults.Ok(new Ranked(orders, last == 0 ? null : $"{last}"));
    }

    private static async Task<Results<Ok<Unmatched>, ProblemHttpResult>> UnmatchedAsync(
        string shop, HistoryDesk desk, IConfiguration settings, CancellationToken cancellationToken, long after = 0, int limit = 100)
    {
        if (limit is < 1 or > MostPerPage)
        {
            return Bad($"limit is {limit}; give a whole number from 1 to {MostPerPage}.");
        }

        var rows = await desk.UnmatchedAsync(shop.ToLowerInvariant(), after, limit, cancellationToken);
        return Unknown(settings, shop) ?? (Results<Ok<Unmatched>, ProblemHttpResult>)TypedResults.Ok(new Unmatched(
            [.. rows.Select(r => new UnmatchedView($"{r.OrderId}", r.OrderName, Instant.FromStore(r.CreatedAt), r.HasAddress == 1))], rows.Count < limit ? null : $"{rows[^1].OrderId}"));
    }

    private static ProblemHttpResult? Unknown(IConfiguration settings, string shop) => settings.GetSection("Delight:Shops").GetChildren()
        .Any(s => string.Equals(s["Domain"]?.Trim(), shop, StringComparison.OrdinalIgnoreCase)) ? null
        : TypedResults.Problem($"There is no shop {shop} in the settings; name one of Delight:Shops.", statusCode: StatusCodes.Status404NotFound);

    private static ProblemHttpResult Bad(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);

    /// <param name="File">Names the file that they come from, whatever its name is: the same one goes on where it ended.</param>
    /// <param name="From">How many orders of the file came before these.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record SomeOrders(string? File, long From, IReadOnlyList<HistoricOrder>? Orders);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record SomeCustomers(IReadOnlyList<HistoricCustomer>? Customers);

    /// <param name="Position">Orders of the file that are taken in.</param>
    /// <param name="Added">Of these, how many were not known.</param>
    internal sealed record Entered(long Position, int Added);

    /// <param name="Orders">That waited for these addresses and have a customer now.</param>
    internal sealed record Joined(int Orders);

    /// <param name="Orders">That were put into their customers' rows.</param>
    /// <param name="Next">Give it as <c>after</c> for the next customers; null when all are done.</param>
    internal sealed record Ranked(long Orders, string? Next);

    /// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
    internal sealed record Unmatched(IReadOnlyList<UnmatchedView> Orders, string? Next);

    /// <param name="HasAddress">False when the export names no customer at all: no webhook will tell whose it was.</param>
    internal sealed record UnmatchedView(string OrderId, string OrderName, DateTimeOffset CreatedAt, bool HasAddress);
}
