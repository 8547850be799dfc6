using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Delight.Platform.Access;

/// <summary>Who calls the API, and for which shops.</summary>
public static class Caller
{
    public const string ScopeClaim = "scope";
    public const string ShopClaim = "shop";

    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(scope);

    /// <summary>Concerns the installation as a whole: nobody who is bound to shops may call it.</summary>
    public static TBuilder OfAllShops<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AllShops());

    /// <summary>How the records of what was done name the caller.</summary>
    public static string NameOf(ClaimsPrincipal caller) => caller.FindFirstValue(ClaimTypes.NameIdentifier) ?? "unknown";

    /// <summary>For every endpoint: no column holds a zero byte, and no name or cursor has a control character.</summary>
    public static ValueTask<object?> RefuseControlCharacters(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return request.RouteValues.Values.OfType<string>().Concat(request.Query.Where(q => q.Key != "cause").SelectMany(q => q.Value).OfType<string>()).Any(v => v.Any(char.IsControl))
            ? ValueTask.FromResult<object?>(Refuse("The address holds a control character.", StatusCodes.Status400BadRequest))
            : next(context);
    }

    /// <summary>For every endpoint: a caller who is bound to shops names one of them, in the path or as <c>?shop=</c>.</summary>
    public static async ValueTask<object?> KeepToOwnShops(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var shops = http.User.FindAll(ShopClaim).Select(c => c.Value).ToArray();
        if (shops.Length == 0)
        {
            return await next(context);
        }

        if (http.GetEndpoint()?.Metadata.GetMetadata<AllShops>() is not null)
        {
            return Refuse("This token is bound to shops, and this concerns all of them.", StatusCodes.Status403Forbidden);
        }

        var asked = http.Request.RouteValues["shop"] as string ?? http.Request.Query["shop"].ToString();
        return asked.Length == 0 ? Refuse("This token is bound to shops: say which one with ?shop=", StatusCodes.Status400BadRequest)
            : !shops.Contains(asked, StringComparer.OrdinalIgnoreCase) ? Refuse("This token is not for that shop.", StatusCodes.Status403Forbidden)
            : await next(context);
    }

    private static ProblemHttpResult Refuse(string sentence, int status) => TypedResults.Problem(sentence, statusCode: status);

    private sealed class AllShops;
}
