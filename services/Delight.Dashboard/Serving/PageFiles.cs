using Delight.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Delight.Dashboard.Serving;

/// <summary>What a page offers to be taken away as a file; the API tells it, in the reader's name.</summary>
internal static class PageFiles
{
    private static readonly string[] Kinds = ["arms", "catalogue"];

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/files/{kind}/{shop}", TakeAsync).ExcludeFromDescription();

    /// <summary>Line by line, as the API writes it: a whole shop's is not held in memory.</summary>
    private static async Task<Results<EmptyHttpResult, ProblemHttpResult>> TakeAsync(HttpContext http, string kind, string shop, ApiInProcess api, CancellationToken cancellationToken)
    {
        if (!Kinds.Contains(kind))
        {
            return TypedResults.Problem("There is no such file.", statusCode: StatusCodes.Status404NotFound);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://delight/api/v1/{kind}/{Uri.EscapeDataString(shop)}/csv");
        request.Options.Set(ApiInProcess.Caller, http.User);
        await api.AnswerAsync(request, http, cancellationToken);
        return TypedResults.Empty;
    }
}
