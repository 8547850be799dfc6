using System.Globalization;
using System.Security.Claims;
using Delight.Fulfilment.Parcels;
using Delight.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Fulfilment.Packing.Bench;

/// <summary>What a tablet at the packing bench asks for.</summary>
internal static class BenchApi
{
    private const int LongestName = 100;
    private const int MostPassedOver = 50;
    private const string Order = "/packing/{shop}/{orderId:long}";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/packing/next", NextAsync).WithName("takeNextParcel")
            .WithSummary("Takes the oldest open parcel that no other bench has in hand and that is not passed over, for two minutes; a bench that has one gets that one again.").Needs(Scope.Pack);
        api.MapPost($"{Order}/take", TakeAsync).WithName("takeParcel")
            .WithSummary("Takes this parcel for two minutes, or renews that; one that is finished or packed is shown as it is.").Needs(Scope.Pack).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapGet(Order, ShowAsync).WithName("showParcel").WithSummary("The parcel as this bench sees it, without taking it.").Needs(Scope.Pack);
        api.MapPut($"{Order}/ticks/{{key}}", TickAsync).WithName("tickLine")
            .WithSummary("Ticks a line or takes the tick back, any number of times, also after the lease ran out; a key of no line changes nothing.").Needs(Scope.Pack);
        api.MapPost($"{Order}/finish", FinishAsync).WithName("finishParcel")
            .WithSummary("Finishes any known order, gift or not; it is packed for good a minute later unless that is undone. Twice is once.").Needs(Scope.Pack).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost($"{Order}/undo", UndoAsync).WithName("undoFinish")
            .WithSummary("Opens a parcel that was finished within the last minute again, in the hands of this bench.").Needs(Scope.Pack).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost($"{Order}/release", ReleaseAsync).WithName("releaseParcel").WithSummary("Gives back what this bench has in hand.").Needs(Scope.Pack);
    }

    private static async Task<Results<Ok<NextParcel>, ProblemHttpResult>> NextAsync(
        NextBody? body, BenchDesk desk, ClaimsPrincipal caller, CancellationToken cancellationToken, string? shop = null) =>
        At(body?.Bench, caller) is not { } at ? NamesNoBench()
        : PassedOver(body!.PassOver ?? []) is not { } passOver ? Bad($"\"passOver\" names at most {MostPassedOver} orders to leave to other benches, each by its shop and its id: [\"a-shop.example/1001\"].")
        : TypedResults.Ok(await desk.NextAsync(shop?.ToLowerInvariant(), at, passOver, cancellationToken));

    private static async Task<Results<Ok<BenchParcel>, ProblemHttpResult>> TakeAsync(
        string shop, long orderId, BenchBody? body, BenchDesk desk, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        At(body?.Bench, caller) is { } at ? Answer(await desk.TakeAsync(Key(shop, orderId), at, cancellationToken)) : NamesNoBench();

    private static async Task<Results<Ok<BenchParcel>, ProblemHttpResult>> ShowAsync(
        string shop, long orderId, BenchDesk desk, ClaimsPrincipal caller, CancellationToken cancellationToken, string? bench = null) =>
        At(bench, caller) is { } at ? Answer(await desk.ShowAsync(Key(shop, orderId), at.Bench, cancellationToken)) : Bad($"The address must name the bench in 1 to {LongestName} visible characters: ?bench=…");

    private static async Task<Results<NoContent, ProblemHttpResult>> TickAsync(
        string shop, long orderId, string key, TickBody? body, BenchDesk desk, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (At(body?.Bench, caller) is null || body?.Ticked is not { } ticked)
        {
            return Bad($"The body must name the bench in 1 to {LongestName} visible characters, and say whether the line is ticked: {{\"bench\":\"…\",\"ticked\":true}}.");
        }

        return await desk.TickAsync(Key(shop, orderId), key, ticked, cancellationToken) is { } refusal ? refusal.ToProblem() : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<BenchParcel>, ProblemHttpResult>> FinishAsync(
        string shop, long orderId, BenchBody? body, UndoMinute minute, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        At(body?.Bench, caller) is { } at ? Answer(await minute.FinishAsync(Key(shop, orderId), at, cancellationToken)) : NamesNoBench();

    private static async Task<Results<Ok<BenchParcel>, ProblemHttpResult>> UndoAsync(
        string shop, long orderId, BenchBody? body, UndoMinute minute, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        At(body?.Bench, caller) is { } at ? Answer(await minute.UndoAsync(Key(shop, orderId), at, cancellationToken)) : NamesNoBench();

    private static async Task<Results<NoContent, ProblemHttpResult>> ReleaseAsync(
        string shop, long orderId, BenchBody? body, BenchDesk desk, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (At(body?.Bench, caller) is not { } at)
        {
            return NamesNoBench();
        }

        await desk.ReleaseAsync(Key(shop, orderId), at.Bench, cancellationToken);
        return TypedResults.NoContent();
    }

    private static Results<Ok<BenchParcel>, ProblemHttpResult> Answer(BenchAnswer answer) =>
        answer.Parcel is { } parcel ? TypedResults.Ok(parcel) : answer.Refusal!.ToProblem();

    private static AtBench? At(string? bench, ClaimsPrincipal caller) =>
        bench?.Trim() is { Length: > 0 and <= LongestName } name && !name.Any(Invisible.Is) ? new AtBench(name, Caller.NameOf(caller)) : null;

    /// <returns>Nothing when they cannot be read.</returns>
    internal static IReadOnlySet<OrderKey>? PassedOver(IReadOnlyList<string> names)
    {
        var orders = new HashSet<OrderKey>();
        foreach (var parts in names.Select(n => (n ?? "").Split('/')))
        {
            if (parts is not [{ Length: > 0 } shop, var id] || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var orderId))
            {
                return null;
            }

            orders.Add(Key(shop, orderId));
        }

        return names.Count <= MostPassedOver ? orders : null;
    }

    private static OrderKey Key(string shop, long orderId) => new(shop.ToLowerInvariant(), orderId);

    private static ProblemHttpResult NamesNoBench() => Bad($"The body must name the bench in 1 to {LongestName} visible characters: {{\"bench\":\"…\"}}.");

    private static ProblemHttpResult Bad(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);

    /// <param name="Bench">An id that the tablet keeps.</param>
    internal sealed record BenchBody(string? Bench);

    /// <param name="Bench">An id that the tablet keeps.</param>
    /// <param name="PassOver">Orders that this bench leaves to others, as shop/orderId.</param>
    internal sealed record NextBody(string? Bench, IReadOnlyList<string>? PassOver = null);

    internal sealed record TickBody(string? Bench, bool? Ticked);
}
