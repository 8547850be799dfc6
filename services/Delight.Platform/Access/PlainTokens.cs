using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Platform.Access;

/// <summary>Says at start that settings hold tokens instead of hashes.</summary>
internal sealed class PlainTokens(IOptions<ApiSettings> settings, ILogger<PlainTokens> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Value.Known().Count(t => t.IsPlain) is > 0 and var plain)
        {
            Log.PlainTokens(log, plain);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
