using System.Security.Claims;
using Delight.Platform.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Delight.Shopify.Reporting;

/// <summary>Somebody wants a shop to be asked that the running installation was not told how to ask.</summary>
internal static class UnknownShop
{
    /// <param name="caller">Hears of no other shop when bound to some.</param>
    public static ProblemHttpResult Of(string shop, ShopifySettings settings, ClaimsPrincipal caller) => TypedResults.Problem(
        $"The running installation is not told how to ask {shop}. {(caller.HasClaim(c => c.Type == Caller.ShopClaim) ? "" : Known(settings))}Name it in Delight:Shopify:Shops of the process that this asks: settings are read at its start, and again when the file changes that Delight:SettingsFile names.",
        statusCode: StatusCodes.Status404NotFound);

    private static string Known(ShopifySettings settings) => settings.Shops.Count == 0 ? "It knows no shop. " : $"It knows {string.Join(", ", settings.Shops.Select(s => s.Shop))}. ";
}
