using Delight.Benchmarks.Doors;
using Microsoft.AspNetCore.Http;

namespace Delight.Benchmarks.Twins;

/// <summary>The twin's door: as the bare one that maps by hand, with what the order's story needs.</summary>
internal static class TwinDoor
{
    public static async Task RunAsync(ContenderSettings settings, CancellationToken cancellationToken)
    {
        await using var channel = await RawChannel.OpenAsync(settings.RabbitMq, cancellationToken);
        await channel.DeclareAsync(TwinQueues.Ledger, cancellationToken);
        await BareProgram.RunAsync(async http =>
        {
            if (await TakeAsync(http) is { } order)
            {
                await channel.PublishAsync(TwinQueues.Ledger, order.ToJson(), http.RequestAborted);
            }
        }, cancellationToken);
    }

    /// <returns>Nothing when the signature does not fit.</returns>
    public static async ValueTask<SmallOrder?> TakeAsync(HttpContext http)
    {
        using var body = await SignedBody.ReadAsync(http);
        if (body is not { } signed)
        {
            return null;
        }

        var order = SmallOrder.Read(signed.Bytes.Span);
        order.Shop = http.Request.Headers["X-Shopify-Shop-Domain"].ToString();
        order.Topic = http.Request.Headers["X-Shopify-Topic"].ToString();
        order.Delivery = Guid.NewGuid();
        order.ReceivedAt = TimeProvider.System.GetUtcNow();
        return order;
    }
}

internal static class TwinQueues
{
    public const string Ledger = "twin-ledger";
    public const string Rule = "twin-rule";
    public const string Fulfilment = "twin-fulfilment";

    /// <summary>An exchange that no queue is bound to: what outsiders might listen to.</summary>
    public const string Changes = "twin-changes";
}
