using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Delight.Platform.Access;

/// <summary>The answer while something is missing that will come back.</summary>
public static class Unavailable
{
    public static ProblemHttpResult Because(HttpContext http, string sentence)
    {
        http.Response.Headers.RetryAfter = "5";
        return TypedResults.Problem(sentence, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
