using Delight.Shopify.Documents;
using Delight.Shopify.Door;

namespace Delight.Shopify.Checks;

/// <summary>Looks whether deliveries would be taken, before the shop is asked for them: those that are refused are lost, and cost the subscriptions.</summary>
internal sealed class BeforeConnecting(IShopAdmin admin, WebhookSecrets secrets)
{
    private const string Nothing = " Nothing was subscribed.";

    /// <returns>Why not, and what to do, and whether it is the settings here that are in the way; nothing when nothing is.</returns>
    public async Task<(string Says, bool IsOfSettings)?> WhyNotAsync(string shop, CancellationToken cancellationToken)
    {
        if (secrets.WhyRefused(shop) is { } refused)
        {
            return (refused + Nothing, true);
        }

        var details = await admin.SendAsync(shop, ShopDetails.Document, null, Urgency.Background, cancellationToken);
        return !details.IsUsable ? (details.Failure.Sentence, false)
            : OtherDomain(details.Value.Shop, shop) is { } other ? (other + Nothing, true)
            : null;
    }

    /// <returns>That the shop's webhooks name it otherwise, and what to do; nothing when they do not.</returns>
    public static string? OtherDomain(ShopDetails.ShopFacts facts, string shop) => string.Equals(facts.MyshopifyDomain, shop, StringComparison.OrdinalIgnoreCase) ? null
        : $"The shop's permanent domain is {facts.MyshopifyDomain}, by which its webhooks name it, and not {shop}. Write that in Delight:Shops and Delight:Shopify:Shops.";
}
