using Delight.Platform.Bus;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Delight.Dashboard.Api;

/// <summary>While the store is away, its tables are not there yet or the broker is needed and away, a call is answered 503 with the reason.</summary>
internal sealed class ServerIsAway(IStore store, BusState bus) : IExceptionHandler
{
    public static async ValueTask<object?> UntilStoreStands(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var state = (BusState)context.HttpContext.RequestServices.GetService(typeof(BusState))!;
        return state.StoreStands ? await next(context) : Answer(context.HttpContext, state.WaitsFor ?? "The store's tables are being made.");
    }

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var sentence = store.IsTransient(exception) ? store.Explain(exception) : bus.Explain(exception);
        if (sentence is null)
        {
            return false;
        }

        await Answer(httpContext, sentence).ExecuteAsync(httpContext);
        return true;
    }

    private static ProblemHttpResult Answer(HttpContext http, string sentence)
    {
        http.Response.Headers.RetryAfter = "5";
        return TypedResults.Problem(sentence, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
