using Delight.Shopify.Documents;

namespace Delight.Shopify.Subscriptions;

/// <summary>What the shop has, beside what is wanted of it.</summary>
/// <param name="Topics">Each wanted topic once.</param>
/// <param name="Others">This app's other subscriptions, which are nobody's business here.</param>
internal sealed record FoundSubscriptions(IReadOnlyList<FoundTopic> Topics, IReadOnlyList<WebhookSubscriptions.Subscription> Others)
{
    private const string Receiver = "/webhooks/shopify";

    /// <param name="address">Where the shop is to post to.</param>
    public static FoundSubscriptions Of(IReadOnlyList<WebhookSubscriptions.Subscription> made, Uri address)
    {
        FoundTopic[] topics = [.. WantedTopic.All.Select(wanted => Find(wanted, made.Where(m => m.Topic == wanted.InCapitals), address))];
        return new FoundSubscriptions(topics, [.. made.Except(topics.Select(t => t.Made).OfType<WebhookSubscriptions.Subscription>())]);
    }

    private static FoundTopic Find(WantedTopic wanted, IEnumerable<WebhookSubscriptions.Subscription> made, Uri address)
    {
        var http = made.Select(m => (Made: m, Address: Uri.TryCreate(m.Uri, UriKind.Absolute, out var uri) ? uri : null)).ToArray();
        return http.FirstOrDefault(m => m.Address == address).Made is { } ours ? new(wanted, IsWhole(ours) ? Standing.There : Standing.Altered, ours)
            : http.FirstOrDefault(m => m.Address is { } other && other.Scheme.StartsWith("http", StringComparison.Ordinal) && other.AbsolutePath.EndsWith(Receiver, StringComparison.Ordinal)).Made is { } elsewhere
                ? new(wanted, Standing.Elsewhere, elsewhere)
            : new(wanted, Standing.Missing, null);
    }

    private static bool IsWhole(WebhookSubscriptions.Subscription made) => made.Format == "JSON" && string.IsNullOrWhiteSpace(made.Filter) && made.IncludeFields.Count == 0;
}

/// <param name="Made">Nothing when it is missing.</param>
internal sealed record FoundTopic(WantedTopic Topic, Standing Standing, WebhookSubscriptions.Subscription? Made);
