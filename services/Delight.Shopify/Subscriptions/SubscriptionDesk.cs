using Delight.Shopify.Documents;
using Delight.Shopify.Door;

namespace Delight.Shopify.Subscriptions;

/// <summary>Reads a shop's subscriptions and puts them right.</summary>
internal sealed class SubscriptionDesk(IShopAdmin admin)
{
    public async Task<Answer<FoundSubscriptions>> FindAsync(string shop, Uri address, CancellationToken cancellationToken)
    {
        List<WebhookSubscriptions.Subscription> made = [];
        string? after = null;
        do
        {
            var page = await admin.SendAsync(shop, WebhookSubscriptions.Document, WebhookSubscriptions.Of(after), Urgency.Background, cancellationToken);
            if ((page.IsUsable ? page.Value.Made.PageInfo.Standstill(shop, after) : page.Failure) is { } failure)
            {
                return failure;
            }

            made.AddRange(page.Value!.Made.Nodes);
            after = page.Value.Made.PageInfo is { HasNextPage: true } more ? more.EndCursor : null;
        }
        while (after is not null);

        return FoundSubscriptions.Of(made, address);
    }

    /// <param name="mayMove">What comes to another address is taken from there; it gets one of ours beside it otherwise.</param>
    /// <returns>Why it could not be done; nothing when it was.</returns>
    public async Task<Failure?> PutRightAsync(string shop, FoundTopic found, Uri address, bool mayMove, CancellationToken cancellationToken)
    {
        if (found.Made is { } made && (found.Standing == Standing.Altered || mayMove))
        {
            var changed = await admin.SendAsync(shop, SubscriptionUpdate.Document, SubscriptionUpdate.Of(made.Id, address), Urgency.Background, cancellationToken);
            return changed.IsUsable ? Refusal(changed.Value.Outcome) : changed.Failure;
        }

        var created = await admin.SendAsync(shop, SubscriptionCreate.Document, SubscriptionCreate.Of(found.Topic.InCapitals, address), Urgency.Background, cancellationToken);
        return created.IsUsable ? Refusal(created.Value.Outcome) : created.Failure;
    }

    private static Failure? Refusal(SubscriptionOutcome outcome) => outcome.UserErrors.Count == 0 ? null
        : new Failure(FailureKind.Refused, "The shop refuses it: " + string.Join(' ', outcome.UserErrors.Select(e => e.Message)));
}
