namespace Delight.FakeShops;

internal static class SubscriptionFields
{
    public static void AddTo(FieldTable table)
    {
        table.Add("QueryRoot", "webhookSubscription", asked => asked.Shop.Deliveries.Find(Gid.Read(asked.Text("id"), "WebhookSubscription") ?? 0));
        table.Add("QueryRoot", "webhookSubscriptions", Many);
        table.Add("QueryRoot", "webhookSubscriptionsCount", asked => new Answer { ["count"] = asked.Shop.Deliveries.Subscriptions.Count, ["precision"] = "EXACT" });
        table.Add("Mutation", "webhookSubscriptionCreate", asked => Put(asked, known: null));
        table.Add("Mutation", "webhookSubscriptionUpdate", asked => Find(asked) is { } known ? Put(asked, known) : Missing());
        table.Add("Mutation", "webhookSubscriptionDelete", Delete);

        var subscription = table.For<Subscription>("WebhookSubscription");
        subscription["id"] = (it, _) => Gid.Of("WebhookSubscription", it.Id);
        subscription["legacyResourceId"] = (it, _) => it.Id;
        subscription["topic"] = (it, _) => it.Topic;
        subscription["uri"] = (it, _) => it.Uri;
        subscription["callbackUrl"] = (it, _) => it.Uri;
        subscription["endpoint"] = (it, _) => new Answer("WebhookHttpEndpoint") { ["callbackUrl"] = it.Uri };
        subscription["format"] = (it, _) => it.Format;
        subscription["filter"] = (it, _) => it.Filter;
        subscription["includeFields"] = (it, _) => it.IncludeFields;
        subscription["metafieldNamespaces"] = (_, _) => Array.Empty<string>();
        subscription["metafields"] = (_, _) => Array.Empty<Answer>();
        subscription["apiVersion"] = (_, asked) => ShopFields.Version(asked.Shop.Options.WebhookApiVersion);
        subscription["createdAt"] = (it, _) => it.CreatedAt;
        subscription["updatedAt"] = (it, _) => it.UpdatedAt;
    }

    private static Answer Many(Asked asked)
    {
        var (topics, uri, format) = (asked.Texts("topics"), asked.Text("uri"), asked.Text("format"));
        return Page.Of([.. asked.Shop.Deliveries.Subscriptions.Where(s =>
            (topics is null || topics.Contains(s.Topic)) && (uri is null || uri == s.Uri) && (format is null || format == s.Format))], asked);
    }

    private static Answer Put(Asked asked, Subscription? known)
    {
        var (shop, given) = (asked.Shop, asked.Given("webhookSubscription"));
        var (topic, uri) = (known?.Topic ?? asked.Text("topic")!, given.Text("uri") ?? known?.Uri);
        if (string.IsNullOrEmpty(uri))
            return UserErrors.Of("Address can't be blank", code: null, "webhookSubscription", "uri");
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
            return UserErrors.Of("Address protocol http:// is not supported", code: null, "webhookSubscription", "uri");
        if (shop.Deliveries.Subscriptions.Any(s => s.Topic == topic && s.Uri == uri && s.Id != known?.Id))
            return UserErrors.Of("Address for this topic has already been taken", code: null, "webhookSubscription", "uri");

        var made = new Subscription(known?.Id ?? shop.NextId(), topic, uri, known?.CreatedAt ?? shop.Now, shop.Now)
        {
            Format = given.Text("format") ?? known?.Format ?? "JSON", Filter = given.Text("filter") ?? known?.Filter, IncludeFields = given.Texts("includeFields") ?? known?.IncludeFields ?? [],
        };
        shop.Deliveries.Keep(made);
        return UserErrors.None(("webhookSubscription", made));
    }

    private static Answer Delete(Asked asked)
    {
        if (Find(asked) is not { } known)
            return Missing();
        asked.Shop.Deliveries.Delete(known.Id);
        return UserErrors.None(("deletedWebhookSubscriptionId", Gid.Of("WebhookSubscription", known.Id)));
    }

    private static Subscription? Find(Asked asked) => asked.Shop.Deliveries.Find(Gid.Read(asked.Text("id"), "WebhookSubscription") ?? 0);

    private static Answer Missing() => UserErrors.Of("Webhook subscription does not exist", code: null, "id");
}
