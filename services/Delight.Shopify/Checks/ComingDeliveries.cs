using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Shopify.Checks;

/// <summary>Whether what the shop itself posts is taken. Our own test deliveries are signed with what stands in our settings, and do not tell.</summary>
internal sealed class ComingDeliveries(IStore store)
{
    private const string Item = "deliveries";
    private const string Secret =
        "Add the secret that signs them to the shop's WebhookSecrets in Delight:Shops: the app's client secret for what shop connect subscribed to, the one that the shop's admin shows beside its webhooks for those made there. That it fits is seen with the next delivery, such as when something is changed in an order.";

    public async Task<Finding> LookAsync(string shop, CancellationToken cancellationToken) =>
        Of(await store.ReadAsync(s => s.SignaturesOfAsync(shop), cancellationToken));

    public static Finding Of(ShopSignatures signatures) => signatures switch
    {
        { FittedAt: null, RefusedAt: null } => Finding.Warning(Item,
            "None has come from the shop itself yet, so that nobody knows whether the secret here is the one that it signs with. Change something in an order at the shop, and run shop check again."),
        { FittedAt: null, RefusedAt: { } refused } => Finding.Wrong(Item,
            $"Those in this shop's name are refused (401), the last one at {refused:u}: their signature fits none of its secrets here, and none has ever fitted. {Secret}"),
        { FittedAt: { } fitted, RefusedAt: { } refused } when refused > fitted => Finding.Warning(Item,
            $"The last one that was signed as it should be came at {fitted:u}; since then some in this shop's name were refused (401), the last at {refused:u}, since their signature fits none of its secrets here. If the secret was changed: {Secret} If not, somebody else posts in its name, and is refused."),
        { FittedAt: var fitted } => Finding.Ok(Item, $"The last one that the shop itself signed came at {fitted:u}."),
    };
}
