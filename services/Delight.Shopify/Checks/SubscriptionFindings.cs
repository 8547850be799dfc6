using Delight.Shopify.Subscriptions;
using Delight.Shopify.Versions;

namespace Delight.Shopify.Checks;

/// <summary>What a shop's subscriptions mean to somebody who has to do something about them.</summary>
internal static class SubscriptionFindings
{
    internal const string Version = "API version";
    private const string Item = "subscriptions";

    public static IReadOnlyList<Finding> Of(SubscriptionReport report, ShopifyShopSettings shop, DateOnly today) =>
    [
        .. report.Topics.Where(t => t.Standing != "there").Select(t => Of(t, report)),
        .. report.IsComplete ? new[] { Finding.Ok(Item, $"All {report.Topics.Count} come to {report.Address}.") } : [],
        .. Versions(report, shop, today),
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

    /// <summary>Which one they are written in is nothing that can be set from here, and two that are both supported may well differ: what is read
    /// of a delivery is the same in each.</summary>
    private static IEnumerable<Finding> Versions(SubscriptionReport report, ShopifyShopSettings shop, DateOnly today) =>
        from written in report.Topics.Select(t => t.ApiVersion).OfType<string>().Distinct()
        let warning = ApiVersion.Read(written) is { } version ? version.Warning(today) : "is no version that stays as it is"
        where warning is not null || written != shop.ApiVersion
        select warning is null ? Finding.Ok(Version, $"Deliveries are written in {written}, and the Admin API is asked in {shop.ApiVersion}. Both are supported, and they need not be the same.")
            : Finding.Warning(Version, $"Deliveries are written in {written}, which {warning}. That is set at the platform and not here: choose {ApiVersion.Newest(today)} as the version of webhooks in the app's own settings there.");
}
