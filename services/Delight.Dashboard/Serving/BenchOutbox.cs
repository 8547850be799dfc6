using System.Security.Claims;
using Delight.Platform.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Dashboard.Serving;

/// <summary>Where a packing bench hands in the ticks that its browser kept, also those from while it had no connection: a live page has only
/// one while it is connected.</summary>
internal static class BenchOutbox
{
    public const string Address = "/packing/ticks";
    private const int LongestName = 300;

    public static void Map(IEndpointRouteBuilder app) => app.MapPost(Address, TakeAsync).ExcludeFromDescription();

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeAsync(Tick? tick, HttpContext http, ClaimsPrincipal user, OwnApi api, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return TypedResults.Problem("This page is out of date; load it again.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (tick is null || new[] { tick.Bench, tick.Shop, tick.OrderId, tick.Key }.Any(t => t is not { Length: > 0 and <= LongestName } || t.Any(Invisible.Is)))
        {
            return TypedResults.Problem("A tick names its bench, shop, order and line.", statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            await api.SendAsync<object>(user, HttpMethod.Put,
                $"packing/{Uri.EscapeDataString(tick.Shop!)}/{Uri.EscapeDataString(tick.OrderId!)}/ticks/{Uri.EscapeDataString(tick.Key!)}", new { bench = tick.Bench, ticked = tick.Ticked }, cancellationToken);
            return TypedResults.NoContent();
        }
        catch (RefusedException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: refused.Status);
        }
    }

    internal sealed record Tick(string? Bench, string? Shop, string? OrderId, string? Key, bool Ticked);
}
