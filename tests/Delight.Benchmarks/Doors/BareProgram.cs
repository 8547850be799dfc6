using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Delight.Benchmarks.Doors;

/// <summary>A web server with nothing in it but one handler.</summary>
internal static class BareProgram
{
    /// <param name="handle">Answers every request but those for <c>/health/ready</c>, which are answered 200.</param>
    public static async Task RunAsync(RequestDelegate handle, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        await using var app = builder.Build();
        app.Run(http => http.Request.Path == "/health/ready" ? Task.CompletedTask : handle(http));
        await app.StartAsync(cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>A program that is no server: it only says that it is ready.</summary>
    public static Task RunAsync(CancellationToken cancellationToken) => RunAsync(http =>
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }, cancellationToken);
}
