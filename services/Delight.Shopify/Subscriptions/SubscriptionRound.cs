using Delight.Platform.Store;
using Delight.Shopify.Door;
using Delight.Shopify.Reconciling;

namespace Delight.Shopify.Subscriptions;

/// <summary>One look at a shop's subscriptions: what is missing is made, and what was missed meanwhile is asked for. Two at once do no harm,
/// since the shop keeps one subscription for a topic and an address.</summary>
internal sealed class SubscriptionRound(SubscriptionDesk desk, SubscriptionRows rows, IStore store, TimeProvider time)
{
    /// <summary>Looks, and changes nothing.</summary>
    public async Task<Answer<SubscriptionReport>> LookAsync(string shop, Uri address, CancellationToken cancellationToken)
    {
        var found = await desk.FindAsync(shop, address, cancellationToken);
        return found.IsUsable ? Report(shop, address, found.Value, found.Value, []) : found.Failure;
    }

    /// <param name="mayMove">As a person wants it who says so; nobody else takes a subscription from another installation of this app.</param>
    public async Task<Answer<SubscriptionReport>> PutRightAsync(string shop, Uri address, bool mayMove, CancellationToken cancellationToken)
    {
        var before = await desk.FindAsync(shop, address, cancellationToken);
        if (!before.IsUsable)
        {
            return before.Failure;
        }

        FoundTopic[] wrong = [.. before.Value.Topics.Where(t => t.Standing != Standing.There)];
        var stood = await rows.StoodAsync(shop, cancellationToken);
        if (wrong.Length == 0)
        {
            return await KeepAsync(Report(shop, address, before.Value, before.Value, []), before.Value, stood, cancellationToken);
        }

        // What is lost is asked for before anything is made, so that it is not forgotten when this process ends in between.
        await WantReconciliationAsync(shop, wrong.Any(t => t.Topic.IsMadeUpFor && stood.Contains(t.Topic.Name)), cancellationToken);
        var faults = await PutRightAsync(shop, address, wrong, mayMove, cancellationToken);
        var after = await desk.FindAsync(shop, address, cancellationToken);
        return !after.IsUsable ? after.Failure
            : await KeepAsync(Report(shop, address, before.Value, after.Value, faults), after.Value, stood.Except(wrong.Select(t => t.Topic.Name)), cancellationToken);
    }

    /// <summary>What stands and did not is asked for, since what changed until then came to nobody; what never can be made is not.</summary>
    /// <param name="stood">Topics that stood all the time.</param>
    private async Task<SubscriptionReport> KeepAsync(SubscriptionReport report, FoundSubscriptions found, IEnumerable<string> stood, CancellationToken cancellationToken)
    {
        await WantReconciliationAsync(report.Shop, found.Topics.Where(t => t.Standing == Standing.There && t.Topic.IsMadeUpFor).ExceptBy(stood, t => t.Topic.Name).Any(), cancellationToken);
        await rows.KeepAsync(report, cancellationToken);
        return report;
    }

    private async Task<Dictionary<string, string>> PutRightAsync(string shop, Uri address, FoundTopic[] wrong, bool mayMove, CancellationToken cancellationToken)
    {
        Dictionary<string, string> faults = [];
        foreach (var topic in wrong)
        {
            if (await desk.PutRightAsync(shop, topic, address, mayMove, cancellationToken) is { } failure)
            {
                faults[topic.Topic.Name] = failure.Sentence;
                if (failure.Kind is FailureKind.NotReached or FailureKind.Throttled)
                {
                    break;
                }
            }
        }

        return faults;
    }

    private Task WantReconciliationAsync(string shop, bool missed, CancellationToken cancellationToken) =>
        missed ? store.WriteAsync(s => s.WantReconciliationAsync(shop, time.GetUtcNow()), cancellationToken) : Task.CompletedTask;

    private static SubscriptionReport Report(string shop, Uri address, FoundSubscriptions before, FoundSubscriptions after, Dictionary<string, string> faults) => new(
        shop, address.AbsoluteUri,
        [.. after.Topics.Zip(before.Topics, (now, then) => new TopicReport(
            now.Topic.Name, Word(now.Standing), now.Standing == Standing.There ? Done(then, now) : null, now.Made?.Uri, now.Made?.ApiVersion.Handle,
            now.Standing == Standing.There ? null : faults.GetValueOrDefault(now.Topic.Name)))],
        [.. after.Others.Select(o => new OtherSubscription(o.Topic, o.Uri))],
        WantedTopic.OfTheApp);

    private static string? Done(FoundTopic then, FoundTopic now) => then.Standing switch
    {
        Standing.There => null,
        Standing.Altered => "mended",
        Standing.Elsewhere when then.Made!.Id == now.Made!.Id => "moved",
        _ => "made",
    };

    private static string Word(Standing standing) => standing.ToString().ToLowerInvariant();
}
