using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Delight.Simulator.Tests;

/// <summary>A real HTTP server on a free port that keeps what arrives and answers as told.</summary>
internal sealed class PretendReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private int requests;

    private PretendReceiver(int port, Func<int, HttpContext, Task<int>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        app = builder.Build();
        app.Run(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            Arrivals.Enqueue(new(context.Request.Path, headers, body.ToArray()));
            context.Response.StatusCode = await answer(Interlocked.Increment(ref requests), context);
        });
    }

    public ConcurrentQueue<Arrival> Arrivals { get; } = new();

    public Uri Endpoint => new(new Uri(app.Urls.Single()), "/webhooks/shopify");

    /// <summary>Answers the n-th request, from 1, with a status.</summary>
    public static Task<PretendReceiver> StartAsync(Func<int, int> answer, int port = 0) =>
        StartAsync((request, _) => Task.FromResult(answer(request)), port);

    public static async Task<PretendReceiver> StartAsync(Func<int, HttpContext, Task<int>> answer, int port = 0)
    {
        var receiver = new PretendReceiver(port, answer);
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    internal sealed record Arrival(string Path, Dictionary<string, string> Headers, byte[] Body);
}
