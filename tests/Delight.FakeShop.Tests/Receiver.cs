using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Delight.FakeShops.Tests;

/// <summary>Where the shop's webhooks go.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<Received> All { get; } = [];

    /// <summary>What the next webhooks are answered.</summary>
    public int Status { get; set; } = 200;
    public string Address => $"{app.Urls.Single()}/webhooks";

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.MapPost("/webhooks", async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            receiver.All.Enqueue(new(http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            return Results.StatusCode(receiver.Status);
        });
        await receiver.app.StartAsync();
        return receiver;
    }

    public IEnumerable<string> Topics => All.Select(r => r.Topic);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

internal sealed record Received(IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Topic => Headers["X-Shopify-Topic"];
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);
}
