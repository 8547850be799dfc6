using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace Delight.Host.Serving;

/// <summary>Every refusal is a problem document (RFC 9457) with a sentence, also where no endpoint was reached.</summary>
internal static class Problems
{
    public const string NoSuchAddress = "There is no such address.";

    public static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context => context.ProblemDetails.Detail ??= Sentence(context.HttpContext, context.HttpContext.Response.StatusCode));
        services.AddExceptionHandler<UnreadableRequest>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true); // So that the sentence says what was wrong.
    }

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    private static string? Sentence(HttpContext http, int status) => status switch
    {
        StatusCodes.Status404NotFound => NoSuchAddress,
        StatusCodes.Status405MethodNotAllowed => $"{http.Request.Method} is not for this address; it takes {http.Response.Headers.Allow}.",
        StatusCodes.Status415UnsupportedMediaType => TakesCsv(http.Request.Path) ? "Send the body as CSV, with Content-Type: text/csv." : "Send the body as JSON, with Content-Type: application/json.",
        StatusCodes.Status500InternalServerError => "This is a fault of Delight's own. The log of the process says more.",
        _ => null,
    };

    /// <summary>The address is known and no endpoint was chosen for it, since each takes something else.</summary>
    private static bool TakesCsv(PathString path) => path.Value is { } address && (address.EndsWith("/csv", StringComparison.OrdinalIgnoreCase) || address.EndsWith("/preview", StringComparison.OrdinalIgnoreCase));

    private sealed class UnreadableRequest : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (exception is InvalidOperationException && !IsKnownCharset(httpContext.Request))
            {
                await TypedResults.Problem("The charset of the Content-Type is not known; send the body as UTF-8.", statusCode: StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(httpContext);
                return true;
            }

            if (exception is not BadHttpRequestException unreadable)
            {
                return false;
            }

            var sentence = unreadable.InnerException is JsonException json
                ? $"The body is not the JSON that this address takes: look at {json.Path ?? "$"}, line {(json.LineNumber ?? 0) + 1}, byte {json.BytePositionInLine ?? 0}."
                : Sentence(httpContext, unreadable.StatusCode) ?? unreadable.Message;
            await TypedResults.Problem(sentence, statusCode: unreadable.StatusCode).ExecuteAsync(httpContext);
            return true;
        }

        private static bool IsKnownCharset(HttpRequest request) =>
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue || type.Encoding is not null;
    }
}
