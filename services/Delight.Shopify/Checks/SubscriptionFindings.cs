using Delight.Shopify.Subscriptions;

namespace Delight.Shopify.Checks;

/// <summary>What a shop's subscriptions mean to somebody who has to do something about them.</summary>
internal static class SubscriptionFindings
{
    private const string Item = "subscriptions";

    public static IReadOnlyList<Finding> Of(SubscriptionReport report, ShopifyShopSettings shop) =>
    [
        .. report.Topics.Where(t => t.Standing != "there").Select(t => Of(t, report)),
        .. report.IsComplete ? new[] { Finding.Ok(Item, $"All {report.Topics.Count} come to {report.Address}.") } : [],
        .. Versions(report, shop),
        .. report.Others.Select(o => Finding.Ok(Item, $"{o.Topic} goes to {o.Address}; it was left alone.")),
        Finding.Ok("privacy topics", $"{string.Join(", ", report.OfTheApp)} are set up with the app itself and cannot be seen from here; let them go to {report.Address}, too."),
    ];

    private static Finding Of(TopicReport topic, SubscriptionReport report)
    {
        var says = topic.Standing switch
        {
            "altered" => $"{topic.Topic} comes filtered, shortened or not as JSON.",
            "elsewhere" => $"{topic.Topic} goes to {topic.Address}, not to {report.Address}.",
            _ => $"{topic.Topic} does not come.",
        } + $" Run: shop connect --shop {report.Shop}";
        return topic.Topic.StartsWith("orders/", StringComparison.Ordinal) ? Finding.Wrong(Item, says) : Finding.Warning(Item, says);
    }

    private static IEnumerable<Finding> Versions(SubscriptionReport report, ShopifyShopSettings shop) =>
        report.Topics.Select(t => t.ApiVersion).OfType<string>().Distinct().Where(v => v != shop.ApiVersion).Select(v =>
            Finding.Warning("API version", $"Deliveries are written in {v}, and the Admin API is asked in {shop.ApiVersion}. Deliveries follow the version in the app's own settings at the platform; make both the same."));
}
