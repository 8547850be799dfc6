using System.Security.Claims;
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

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> TakeAsync(string kind, string shop, ClaimsPrincipal user, ApiInProcess api, CancellationToken cancellationToken)
    {
        if (!Kinds.Contains(kind))
        {
            return TypedResults.Problem("There is no such file.", statusCode: StatusCodes.Status404NotFound);
        }

        using var client = new HttpClient(api, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://delight/api/v1/{kind}/{Uri.EscapeDataString(shop)}/csv");
        request.Options.Set(ApiInProcess.Caller, user);
        var answer = await client.SendAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode
            ? TypedResults.Stream(async to =>
            {
                using (answer)
                {
                    await answer.Content.CopyToAsync(to, cancellationToken);
                }
            }, "text/csv; charset=utf-8", $"{kind}-{shop}.csv")
            : TypedResults.Problem($"The file cannot be made: the answer was {(int)answer.StatusCode}.", statusCode: (int)answer.StatusCode);
    }
}
