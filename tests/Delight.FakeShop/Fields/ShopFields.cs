namespace Delight.FakeShops;

internal static class ShopFields
{
    public static void AddTo(FieldTable table)
    {
        var shop = table.For<ShopState>("Shop");
        shop["id"] = (_, _) => Gid.Of("Shop", 1);
        shop["name"] = (it, _) => it.Options.Name;
        shop["email"] = (_, _) => "owner@example.com";
        shop["contactEmail"] = (_, _) => "hello@example.com";
        shop["myshopifyDomain"] = (it, _) => it.Options.Domain;
        shop["currencyCode"] = (it, _) => it.Options.Currency;
        shop["ianaTimezone"] = (it, _) => it.Options.TimeZone;
        shop["url"] = (it, _) => $"https://{it.Options.Domain}";
        shop["plan"] = (it, _) => new Answer
        {
            ["displayName"] = it.Options.Plan, ["publicDisplayName"] = it.Options.Plan, ["partnerDevelopment"] = false, ["shopifyPlus"] = it.Options.Plan == "Shopify Plus",
        };

        table.Add("QueryRoot", "currentAppInstallation", Installation);
        table.Add("QueryRoot", "appInstallation", Installation);
        table.Add("QueryRoot", "app", App);
        table.Add("QueryRoot", "publicApiVersions", asked => new List<Answer>
        {
            Version("2025-07"), Version("2025-10"), Version("2026-01"), Version("2026-04"), Version("2026-07"), Version("2026-10"),
        });
    }

    public static Answer App(Asked asked) => new("App")
    {
        ["id"] = Gid.Of("App", 580111),
        ["title"] = "Delight",
        ["handle"] = "delight",
        ["apiKey"] = asked.Shop.Options.ClientId,
        ["webhookApiVersion"] = asked.Shop.Options.WebhookApiVersion,
        ["requestedAccessScopes"] = Granted(asked),
    };

    public static Answer Version(string handle) => new() { ["handle"] = handle, ["displayName"] = handle, ["supported"] = true };

    private static Answer Installation(Asked asked) => new("AppInstallation")
    {
        ["id"] = Gid.Of("AppInstallation", 1), ["app"] = App(asked), ["accessScopes"] = Granted(asked), ["launchUrl"] = $"https://{asked.Shop.Options.Domain}/admin/apps/delight",
    };

    private static List<Answer> Granted(Asked asked) =>
        [.. asked.Shop.Options.Scopes.Order(StringComparer.Ordinal).Select(scope => new Answer { ["handle"] = scope, ["description"] = scope.Replace('_', ' ') })];
}
