using System.Security.Claims;
using Delight.Platform.Access;
using Delight.Shopify.Reporting;
using Delight.Shopify.Subscriptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Delight.Shopify.Checks;

/// <summary>What the verb <c>shop</c> calls.</summary>
internal static class ShopApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/shopify/{shop}/connect", ConnectAsync).WithName("connectShop").WithSummary("Subscribes to what is missing, and moves here what goes to the receiver of another address.").Needs(Scope.Operate)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status502BadGateway);
        api.MapPost("/shopify/{shop}/check", CheckAsync).WithName("checkShop").WithSummary("Looks whether all is right between the shop and Delight, changes nothing, and posts test deliveries to its own public address.").Needs(Scope.Operate);
    }

    private static async Task<Results<Ok<SubscriptionReport>, ProblemHttpResult>> ConnectAsync(
        string shop, BeforeConnecting before, SubscriptionRound round, SubscriptionRows rows, IOptionsMonitor<ShopifySettings> settings, TimeProvider time, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (settings.CurrentValue.Of(shop.ToLowerInvariant()) is not { Shop: var name })
        {
            return UnknownShop.Of(shop, settings.CurrentValue, caller);
        }

        if (settings.CurrentValue.Receiver is not { } address)
        {
            return TypedResults.Problem(ShopCheck.NoAddress, statusCode: StatusCodes.Status409Conflict);
        }

        if (await before.WhyNotAsync(name, cancellationToken) is { } whyNot)
        {
            return TypedResults.Problem(whyNot.Says, statusCode: whyNot.IsOfSettings ? StatusCodes.Status409Conflict : StatusCodes.Status502BadGateway);
        }

        var report = await round.PutRightAsync(name, address, mayMove: true, cancellationToken);
        if (!report.IsUsable)
        {
            return TypedResults.Problem(report.Failure.Sentence, statusCode: StatusCodes.Status502BadGateway);
        }

        await rows.FinishAsync(name, null, time.GetUtcNow() + TimeSpan.FromMinutes(settings.CurrentValue.WatchMinutes), cancellationToken);
        return TypedResults.Ok(report.Value);
    }

    private static async Task<Results<Ok<Checked>, ProblemHttpResult>> CheckAsync(string shop, ShopCheck check, IOptionsMonitor<ShopifySettings> settings, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (settings.CurrentValue.Of(shop.ToLowerInvariant()) is not { } known)
        {
            return UnknownShop.Of(shop, settings.CurrentValue, caller);
        }

        var findings = await check.RunAsync(known, cancellationToken);
        return TypedResults.Ok(new Checked(known.Shop, findings.All(f => f.State != Finding.IsWrong), findings));
    }

    /// <param name="Ok">Nothing is wrong; there may be warnings.</param>
    internal sealed record Checked(string Shop, bool Ok, IReadOnlyList<Finding> Findings);
}
