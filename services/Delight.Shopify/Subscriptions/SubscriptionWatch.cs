using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Shopify.Door;
using Delight.Shopify.Rounds;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Shopify.Subscriptions;

/// <summary>The platform deletes a subscription after eight failures in a row. This makes it again, in each shop that was connected once.</summary>
internal sealed class SubscriptionWatch(
    IOptionsMonitor<ShopifySettings> settings, SubscriptionRound round, SubscriptionRows rows, IStore store, BusState bus, TimeProvider time, ILogger<SubscriptionWatch> log)
    : RoundOfShops(settings, bus, time, TimeSpan.FromMinutes(1))
{
    /// <summary>A shop that knows us no longer, or does not pay, is asked less often.</summary>
    internal static readonly TimeSpan AfterRefusal = TimeSpan.FromHours(1);
    private readonly IOptionsMonitor<ShopifySettings> _settings = settings;
    private readonly TimeProvider _time = time;

    /// <summary>Looks when the time has come.</summary>
    internal async Task LookAsync(string shop, CancellationToken cancellationToken)
    {
        if (_settings.CurrentValue.Receiver is { } address && await rows.ClaimAsync(shop, cancellationToken) is { } known)
        {
            await LookAsync(shop, address, known, cancellationToken);
        }
    }

    protected override Task RunAsync(ShopifyShopSettings shop, CancellationToken cancellationToken) => LookAsync(shop.Shop, cancellationToken);

    protected override void Say(Exception failure)
    {
        if (store.IsTransient(failure))
        {
            Log.WatchPauses(log, store.Explain(failure));
        }
        else
        {
            Log.WatchFailed(log, failure);
        }
    }

    private async Task LookAsync(string shop, Uri address, KnownShop known, CancellationToken cancellationToken)
    {
        var looked = known.IsConnected ? await round.PutRightAsync(shop, address, mayMove: false, cancellationToken) : await FirstAsync(shop, address, cancellationToken);
        var next = _time.GetUtcNow() + (looked.Failure?.Kind == FailureKind.Refused ? AfterRefusal : TimeSpan.FromMinutes(_settings.CurrentValue.WatchMinutes));
        if (looked.IsUsable)
        {
            Tell(looked.Value, known);
        }
        else if (looked.Failure.Sentence != known.Fault)
        {
            Log.NotLookedAt(log, shop, looked.Failure.Sentence, next);
        }

        await rows.FinishAsync(shop, looked.Failure?.Sentence, next, cancellationToken);
    }

    /// <summary>One that comes to us shows that the shop is to come to us.</summary>
    private async Task<Answer<SubscriptionReport>> FirstAsync(string shop, Uri address, CancellationToken cancellationToken)
    {
        var looked = await round.LookAsync(shop, address, cancellationToken);
        return !looked.IsUsable ? looked
            : looked.Value.Topics.Any(t => t.Standing is "there" or "altered") ? await round.PutRightAsync(shop, address, mayMove: false, cancellationToken)
            : new Failure(FailureKind.Refused, $"This app has no subscription there that brings orders to {address}. Run shop connect --shop {shop} once, and it is looked after.");
    }

    private void Tell(SubscriptionReport report, KnownShop known)
    {
        var before = known.Topics.ToDictionary(t => t.Topic);
        var made = report.Topics.Where(t => t.Done is not null).ToArray();
        var again = made.Where(t => before.GetValueOrDefault(t.Topic)?.SeenAt is not null).Select(t => t.Topic).ToArray();
        var anew = made.Select(t => t.Topic).Except(again).ToArray();
        if (again.Length > 0)
        {
            Log.SubscribedAgain(log, report.Shop, string.Join(", ", again));
        }

        if (anew.Length > 0)
        {
            Log.Subscribed(log, report.Shop, string.Join(", ", anew));
        }

        foreach (var topic in made)
        {
            SubscriptionTelemetry.Made(topic.Topic, topic.Done!);
        }

        foreach (var topic in report.Topics.Where(t => t.Fault is not null && t.Fault != before.GetValueOrDefault(t.Topic)?.Fault))
        {
            Log.NotSubscribed(log, report.Shop, topic.Topic, topic.Fault!);
        }
    }
}
