using Delight.Platform.Bus;
using Delight.Platform.Work;
using Microsoft.Extensions.Options;

namespace Delight.Shopify.Rounds;

/// <summary>Looks again and again whether there is something to do for a shop; one shop's long work keeps no other waiting.</summary>
/// <param name="every">From one look to the next.</param>
internal abstract class RoundOfShops(IOptionsMonitor<ShopifySettings> settings, BusState bus, TimeProvider time, TimeSpan every) : RepeatedRun(bus, time, TimeSpan.Zero, every)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);
    private readonly TimeProvider _time = time;
    private readonly Dictionary<string, Task> _underWay = [];

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_underWay.Values).WaitAsync(cancellationToken);
    }

    /// <summary>What there is to do for the shop, if anything.</summary>
    protected abstract Task RunAsync(ShopifyShopSettings shop, CancellationToken cancellationToken);

    protected sealed override Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var shop in settings.CurrentValue.Shops.Where(s => !_underWay.TryGetValue(s.Shop, out var work) || work.IsCompleted))
        {
            _underWay[shop.Shop] = TryAsync(shop, cancellationToken);
        }

        return Task.CompletedTask;
    }

    private async Task TryAsync(ShopifyShopSettings shop, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(shop, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The next process goes on with it.
        }
        catch (Exception failure)
        {
            Say(failure);
            await Task.Delay(AfterFailure, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
