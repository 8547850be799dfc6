using System.Collections.Concurrent;
using Delight.Platform.Bus;
using Delight.Platform.Work;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Shopify.WriteBack;

/// <summary>Works off what is to be written, each shop at its own pace, so that a slow one holds no other up.</summary>
internal sealed class WriteBackRun(WrittenTable table, OrderWriter writer, IOptionsMonitor<ShopifySettings> settings, BusState bus, TimeProvider time, ILogger<WriteBackRun> log)
    : RepeatedRun(bus, time, TimeSpan.Zero, TimeSpan.FromSeconds(1))
{
    /// <summary>Orders of a shop that a process works on at once; each asks one question at a time.</summary>
    private const int AtOnce = 6;

    private readonly ConcurrentDictionary<string, Task> _shops = new(StringComparer.Ordinal);

    protected override Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var shop in settings.CurrentValue.Shops.Select(s => s.Shop))
        {
            var before = _shops.GetValueOrDefault(shop, Task.CompletedTask);
            if (before.IsCompleted)
            {
                _shops[shop] = TryWorkOffAsync(shop, cancellationToken);
            }
        }

        return Task.CompletedTask;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_shops.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>All that is due at the shop now.</summary>
    internal async Task WorkOffAsync(string shop, CancellationToken cancellationToken)
    {
        if (await table.IsAnyDueAsync(shop, cancellationToken))
        {
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => OneByOneAsync(shop, cancellationToken)));
        }
    }

    protected override void Say(Exception failure) => Log.WriteBackWaits(log, failure.Message);

    private async Task TryWorkOffAsync(string shop, CancellationToken cancellationToken)
    {
        try
        {
            await WorkOffAsync(shop, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // What it had in hand is taken up again when its lease is over.
            Say(failure);
        }
        catch (OperationCanceledException)
        {
            // The next process goes on with it.
        }
    }

    private async Task OneByOneAsync(string shop, CancellationToken cancellationToken)
    {
        while (await table.ClaimAsync(shop, cancellationToken) is { } order)
        {
            await writer.WriteAsync(order, cancellationToken);
        }
    }
}
