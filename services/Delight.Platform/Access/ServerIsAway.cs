using Delight.Platform.Bus;
using Delight.Platform.Store;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Delight.Platform.Access;

/// <summary>While the store is away, its tables are not there yet or the broker is needed and away, a call is answered 503 with the reason.</summary>
internal sealed class ServerIsAway(IStore store, BusState bus) : IExceptionHandler
{
    public static async ValueTask<object?> UntilStoreStands(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var state = (BusState)context.HttpContext.RequestServices.GetService(typeof(BusState))!;
        return state.StoreStands || context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<Api.NeedsNoStore>() is not null
            ? await next(context)
            : Unavailable.Because(context.HttpContext, state.StoreWaitsFor ?? "The store's tables are being made.");
    }

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var sentence = store.IsTransient(exception) ? store.Explain(exception) : bus.Explain(exception);
        if (sentence is null)
        {
            return false;
        }

        await Unavailable.Because(httpContext, sentence).ExecuteAsync(httpContext);
        return true;
    }
}
