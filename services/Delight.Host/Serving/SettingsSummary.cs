using Delight.Platform.Settings;
using Microsoft.Extensions.Options;

namespace Delight.Host.Serving;

/// <summary>Says once at start what is in force, without a secret in it.</summary>
internal sealed partial class SettingsSummary(
    IOptions<BusSettings> bus, IOptions<StoreSettings> store, IConfiguration configuration, ILogger<SettingsSummary> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Summary(log, string.Join(", ", HostSettings.Read(configuration).Roles), bus.Value.Transport, store.Value.Provider,
            configuration.GetSection("Delight:Shops").GetChildren().Count(), configuration.GetSection("Delight:Api:Tokens").GetChildren().Count());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(9001, LogLevel.Information, "Roles: {Roles}. Bus: {Bus}. Store: {Store}. Shops: {Shops}. API tokens: {Tokens}.")]
    private static partial void Summary(ILogger log, string roles, string bus, string store, int shops, int tokens);
}
