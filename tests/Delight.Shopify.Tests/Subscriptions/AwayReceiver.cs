using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Delight.Shopify.Tests.Subscriptions;

/// <summary>Takes webhooks, or is away as a receiver behind a proxy is: 503.</summary>
internal sealed class AwayReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AwayReceiver(WebApplication app) => _app = app;

    public bool IsAway { get; set; }

    /// <summary>The topics of what was taken.</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    public string Address => _app.Urls.Single() + "/webhooks/shopify";

    public static async Task<AwayReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new AwayReceiver(app);
        app.MapPost("/webhooks/shopify", receiver.Take);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Take(HttpRequest delivery)
    {
        if (IsAway)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        Taken.Enqueue(delivery.Headers["X-Shopify-Topic"].ToString());
        return TypedResults.Ok();
    }
}
