using Delight.Platform.Bus;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Delight.Dashboard.Api;

/// <summary>While the store is away, or its tables are not there yet, a call is answered 503 with the reason.</summary>
internal sealed class StoreIsAway(IStore store) : IExceptionHandler
{
    public static async ValueTask<object?> UntilItStands(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var state = (BusState)context.HttpContext.RequestServices.GetService(typeof(BusState))!;
        return state.StoreStands ? await next(context) : Answer(context.HttpContext, state.WaitsFor ?? "The store's tables are being made.");
    }

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!store.IsTransient(exception))
        {
            return false;
        }

        await Answer(httpContext, store.Explain(exception)).ExecuteAsync(httpContext);
        return true;
    }

    private static ProblemHttpResult Answer(HttpContext http, string sentence)
    {
        http.Response.Headers.RetryAfter = "5";
        return TypedResults.Problem(sentence, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
