using Delight.Shopify.Documents;
using Delight.Shopify.Door;
using Delight.Shopify.Subscriptions;
using Delight.Shopify.Versions;
using Microsoft.Extensions.Options;

namespace Delight.Shopify.Checks;

/// <summary>Looks whether all is right between a shop and Delight. Changes nothing at the shop.</summary>
internal sealed class ShopCheck(
    IOptionsMonitor<ShopifySettings> settings, IShopAdmin admin, SubscriptionRound subscriptions, ClockCheck clock, ComingDeliveries coming, SelfDelivery delivery, WebhookSecrets secrets, TimeProvider time)
{
    public const string NoAddress =
        "Delight:Shopify:PublicUrl is not set; give the address under which shops reach the receiver from outside, such as https://delight.example.com/webhooks/shopify.";

    private static readonly Finding NotPosted =
        Finding.Warning(SelfDelivery.Item, "None was posted, since it is not known where to. Set Delight:Shopify:PublicUrl, run shop connect, and then shop check again.");

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public async Task<IReadOnlyList<Finding>> RunAsync(ShopifyShopSettings shop, CancellationToken cancellationToken) =>
    [
        .. await OfShopAsync(shop, cancellationToken),
        OfVersion(shop),
        await clock.LookAsync(shop, cancellationToken),
        .. OfSecrets(shop),
        await coming.LookAsync(shop.Shop, cancellationToken),
        .. settings.CurrentValue.Receiver is { } address ? await delivery.TryAsync(shop.Shop, address, cancellationToken) : [NotPosted],
    ];

    private async Task<IReadOnlyList<Finding>> OfShopAsync(ShopifyShopSettings shop, CancellationToken cancellationToken)
    {
        var details = await admin.SendAsync(shop.Shop, ShopDetails.Document, null, Urgency.Background, cancellationToken);
        if (!details.IsUsable)
        {
            return [Finding.Wrong("access", details.Failure.Sentence + " What is behind it was not looked at.")];
        }

        var (facts, scopes) = (details.Value.Shop, details.Value.CurrentAppInstallation.AccessScopes.Select(s => s.Handle).ToHashSet(StringComparer.Ordinal));
        return
        [
            Finding.Ok("access", $"{facts.Name} answers."),
            .. BeforeConnecting.OtherDomain(facts, shop.Shop) is { } other ? new[] { Finding.Wrong("domain", other) } : [],
            .. WantedScope.Look(scopes, shop.WriteBack),
            await OfOrdersAsync(shop.Shop, cancellationToken),
            await OfNamesAsync(shop.Shop, cancellationToken),
            .. await OfSubscriptionsAsync(shop, cancellationToken),
        ];
    }

    private async Task<Finding> OfOrdersAsync(string shop, CancellationToken cancellationToken) =>
        (await admin.SendAsync(shop, AnyOrder.Document, null, Urgency.Background, cancellationToken)).Failure is { } failure
            ? Finding.Wrong("orders", $"{failure.Sentence} Without orders there is neither history nor reconciliation; a public app asks for protected customer data, level 1, besides the scope.")
            : Finding.Ok("orders", "Orders can be read (protected customer data, level 1).");

    private async Task<Finding> OfNamesAsync(string shop, CancellationToken cancellationToken) =>
        (await admin.SendAsync(shop, CustomerNames.Document, null, Urgency.Background, cancellationToken)).Failure switch
        {
            null => Finding.Ok("names", "Names and e-mail addresses can be read (protected customer data, level 2)."),
            { Kind: FailureKind.Refused } => Finding.Warning("names", "Names and e-mail addresses are kept from this app: notes greet nobody by name, and everything else works. If that is not wanted, ask for protected customer data, level 2, in the app's settings."),
            var other => Finding.Warning("names", other.Sentence),
        };

    private async Task<IReadOnlyList<Finding>> OfSubscriptionsAsync(ShopifyShopSettings shop, CancellationToken cancellationToken)
    {
        if (settings.CurrentValue.Receiver is not { } address)
        {
            return [Finding.Wrong("subscriptions", NoAddress)];
        }

        var looked = await subscriptions.LookAsync(shop.Shop, address, cancellationToken);
        return looked.IsUsable ? SubscriptionFindings.Of(looked.Value, shop, Today) : [Finding.Wrong("subscriptions", looked.Failure.Sentence)];
    }

    private Finding OfVersion(ShopifyShopSettings shop)
    {
        var version = ApiVersion.Read(shop.ApiVersion)!;
        return version.Warning(Today) is { } warning
            ? Finding.Warning(SubscriptionFindings.Version, $"The Admin API is asked in {version.Name}, which {warning}. {version.Advice(Today)}")
            : Finding.Ok(SubscriptionFindings.Version, $"The Admin API is asked in {version.Name}, which is supported until {version.SupportedUntil:yyyy-MM-dd}.");
    }

    /// <summary>The platform signs what an app subscribed to with the app's own secret.</summary>
    private IEnumerable<Finding> OfSecrets(ShopifyShopSettings shop)
    {
        var known = secrets.Of(shop.Shop);
        if (secrets.WhyRefused(shop.Shop) is { } refused)
        {
            yield return Finding.Wrong("secrets", refused);
        }
        else if (known.Count == 0)
        {
            yield return Finding.Warning("secrets", $"This process knows no secret of {shop.Shop}, and cannot try whether the receiver takes deliveries. Give it the same Delight:Shops as the receiver.");
        }
        else if (shop.ClientSecret is { } signs && !known.Contains(signs))
        {
            yield return Finding.Wrong("secrets", $"Deliveries are signed with the app's client secret, and it is not among the WebhookSecrets of {shop.Shop} in Delight:Shops. Add it there; keep the others while they are in use.");
        }
        else if (shop.ClientSecret is not null)
        {
            yield return Finding.Ok("secrets", "The app's client secret, which signs deliveries, is among the WebhookSecrets.");
        }
    }
}
