using Delight.Platform.Bus;
using Delight.Platform.Work;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Shopify.Versions;

/// <summary>Says at start, and once a day, which shops are asked in a version whose support ends.</summary>
internal sealed class VersionWatch(IOptionsMonitor<ShopifySettings> settings, BusState bus, TimeProvider time, ILogger<VersionWatch> log)
    : RepeatedRun(bus, time, TimeSpan.Zero, TimeSpan.FromDays(1))
{
    private readonly TimeProvider _time = time;

    internal void Look()
    {
        var today = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        foreach (var shop in settings.CurrentValue.Shops)
        {
            if (ApiVersion.Read(shop.ApiVersion) is { } version && version.Warning(today) is { } warning)
            {
                Log.VersionEnds(log, version.Name, shop.Shop, warning, version.Advice(today));
            }
        }
    }

    protected override Task RunOnceAsync(CancellationToken cancellationToken)
    {
        Look();
        return Task.CompletedTask;
    }

    protected override void Say(Exception failure) => Log.VersionsNotKnown(log, failure.Message);
}
