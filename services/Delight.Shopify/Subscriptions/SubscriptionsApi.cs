using Delight.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Delight.Shopify.Subscriptions;

/// <summary>What the pages show of subscriptions.</summary>
internal static class SubscriptionsApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/shopify/{shop}/subscriptions", ReadAsync).WithName("getSubscriptions").WithSummary("How the shop's subscriptions stood when somebody last looked, and why nobody can.").Needs(Scope.Read);

    /// <summary>A dashboard alone knows of shops only what is kept of them.</summary>
    private static async Task<Results<Ok<KeptSubscriptions>, ProblemHttpResult>> ReadAsync(string shop, SubscriptionRows rows, IOptionsMonitor<ShopifySettings> settings, CancellationToken cancellationToken)
    {
        var name = shop.ToLowerInvariant();
        var look = await rows.ReadAsync(name, cancellationToken);
        return look is null && settings.CurrentValue.Of(name) is null
            ? TypedResults.Problem($"Nobody looks after the subscriptions of {shop}; name it in Delight:Shopify:Shops.", statusCode: StatusCodes.Status404NotFound)
            : TypedResults.Ok(new KeptSubscriptions(look?.LookedAt, look?.Fault, look?.Topics ?? []));
    }

    /// <param name="LookedAt">When the shop answered for the last time; null when it never did.</param>
    /// <param name="Fault">Why it did not the last time; null when it did.</param>
    internal sealed record KeptSubscriptions(DateTimeOffset? LookedAt, string? Fault, IReadOnlyList<KnownTopic> Topics);
}
