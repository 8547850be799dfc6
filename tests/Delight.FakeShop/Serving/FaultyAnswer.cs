using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Delight.FakeShops;

/// <summary>Answers that a fault gives in the place of the shop's.</summary>
internal static class FaultyAnswer
{
    /// <summary>Whether the fault leaves nothing to be done.</summary>
    public static bool IsBefore(this Fault? fault) => fault is not null and not { Kind: FaultKind.CutAfter or FaultKind.UserError or FaultKind.Throttled or FaultKind.AccessDenied or FaultKind.InternalError };

    public static async Task WriteAsync(HttpContext http, Fault fault, TimeProvider time)
    {
        var answer = http.Response;
        switch (fault.Kind)
        {
            case FaultKind.TooManyRequests:
                answer.Headers.RetryAfter = fault.Seconds.ToString("0.0", CultureInfo.InvariantCulture);
                await Errors(http, StatusCodes.Status429TooManyRequests, "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.");
                break;
            case FaultKind.InternalServerError:
                await Errors(http, StatusCodes.Status500InternalServerError, "Internal Server Error");
                break;
            case FaultKind.BadGateway:
                await Page(http, StatusCodes.Status502BadGateway, "502 Bad Gateway");
                break;
            case FaultKind.ServiceUnavailable:
                await Page(http, StatusCodes.Status503ServiceUnavailable, "503 Service Unavailable");
                break;
            case FaultKind.Unauthorized:
                await Errors(http, StatusCodes.Status401Unauthorized, "[API] Invalid API key or access token (unrecognized login or wrong password)");
                break;
            case FaultKind.Forbidden:
                await Errors(http, StatusCodes.Status403Forbidden, "[API] This action requires merchant approval.");
                break;
            case FaultKind.Garbage:
                answer.ContentType = "application/json";
                await answer.WriteAsync("{\"data\":{\"shop\":{\"na", http.RequestAborted);
                break;
            case FaultKind.Hang:
                await Task.Delay(TimeSpan.FromSeconds(fault.Seconds), time, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                http.Abort();
                break;
            default:
                http.Abort();
                break;
        }
    }

    public static async Task Errors(HttpContext http, int status, string sentence)
    {
        http.Response.StatusCode = status;
        await http.Response.WriteAsJsonAsync(new { errors = sentence }, http.RequestAborted);
    }

    // What stands before the platform answers by a page.
    private static async Task Page(HttpContext http, int status, string title)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html";
        await http.Response.WriteAsync($"<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>", http.RequestAborted);
    }
}
