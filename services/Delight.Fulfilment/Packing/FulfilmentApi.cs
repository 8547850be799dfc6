using System.Globalization;
using Delight.Contracts;
using Delight.Fulfilment.Parcels;
using Delight.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Fulfilment.Packing;

internal static class FulfilmentApi
{
    private const int MostPerPage = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/fulfilment", ListAsync).WithName("listFulfilment").WithSummary("Parcels with at least one line, oldest order first.").Needs(Scope.Read);
        api.MapGet("/fulfilment/{shop}/{orderId:long}", OneAsync).WithName("getParcel").WithSummary("One order's parcel, also with nothing in it.").Needs(Scope.Read);
        api.MapPost("/fulfilment/{shop}/{orderId:long}/packed", PackAsync).WithName("markPacked")
            .WithSummary("Freezes an order's parcel; twice is once. Accepted for any known order, gift or not, unless its shop is paused.").Needs(Scope.Pack)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<PackingPage>, ProblemHttpResult>> ListAsync(
        PackingList list, CancellationToken cancellationToken, string? shop = null, string state = ParcelState.Open, string? customer = null, string? after = null, string? limit = null)
    {
        if (state is not (ParcelState.Open or ParcelState.Packed or "all"))
        {
            return Bad($"state is \"{state}\"; choose open, packed or all.");
        }

        var (most, fault) = WholeNumber.Read("limit", limit, 1, MostPerPage, 100);
        if (fault is not null)
        {
            return Bad(fault);
        }

        if (customer is not null && shop is null)
        {
            return Bad("A customer's id is known within a shop; name it with ?shop=");
        }

        var customerId = 0L;
        if (customer is not null && !long.TryParse(customer, NumberStyles.None, CultureInfo.InvariantCulture, out customerId))
        {
            return Bad($"customer is \"{customer}\"; give a customer's id, a whole number.");
        }

        return Cursor.Parse(after) is { } cursor
            ? TypedResults.Ok(await list.ReadAsync(shop?.ToLowerInvariant(), state == "all" ? null : state, customer is null ? null : customerId, cursor, most, cancellationToken))
            : Bad("after is not a cursor; give the value of next from the page before, or leave it out.");
    }

    private static async Task<Results<Ok<PackingSlip>, ProblemHttpResult>> OneAsync(string shop, long orderId, PackingList list, CancellationToken cancellationToken) =>
        await list.OneAsync(shop.ToLowerInvariant(), orderId, cancellationToken) is { } slip
            ? TypedResults.Ok(slip)
            : TypedResults.Problem($"The shop {shop} has no parcel for an order {orderId}: no rule answered for it, and nobody packed it.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<PackingSlip>, ProblemHttpResult>> PackAsync(
        string shop, long orderId, PackedBy? body, PackingDesk desk, CancellationToken cancellationToken)
    {
        var packer = body?.Packer?.Trim();
        if (packer is not { Length: > 0 and <= 100 } || packer.Any(Invisible.Is))
        {
            return Bad("The body must name the packer in 1 to 100 characters: {\"packer\":\"…\"}.");
        }

        var key = new OrderKey(shop.ToLowerInvariant(), orderId);
        if (await desk.IsPausedAsync(key.Shop, cancellationToken))
        {
            return Refusal.ShopIsPaused(key.Shop).ToProblem();
        }

        return await desk.PackAsync(key.Shop, orderId, packer, cancellationToken) is { } parcel
            ? TypedResults.Ok(PackingSlip.Of(parcel))
            : TypedResults.Problem($"The shop {shop} has no order {orderId} that is known here.", statusCode: StatusCodes.Status404NotFound);
    }

    private static ProblemHttpResult Bad(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);

    internal sealed record PackedBy(string? Packer);
}
