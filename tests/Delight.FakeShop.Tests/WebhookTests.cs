using System.Text.Json;
using Delight.Simulator;

namespace Delight.FakeShops.Tests;

/// <summary>What the shop tells of its own accord.</summary>
internal sealed class WebhookTests
{
    private OpenShop app = null!;
    private Receiver receiver = null!;

    [SetUp]
    public async Task Open()
    {
        app = await OpenShop.StartAsync(new() { RetriesWithin = TimeSpan.FromMilliseconds(200) });
        receiver = await Receiver.StartAsync();
    }

    [TearDown]
    public async Task Close()
    {
        if (app is not null)
            await app.DisposeAsync();
        if (receiver is not null)
            await receiver.DisposeAsync();
    }

    [Test]
    public async Task Only_what_is_subscribed_is_told_signed_and_with_its_headers()
    {
        await app.SubscribeAsync(receiver.Address, "ORDERS_CREATE");
        var order = app.Merchant.Place(app.Order());
        await app.Shop.Deliveries.SettleAsync();

        var told = receiver.All.Single();
        Assert.Multiple(() =>
        {
            Assert.That(told.Topic, Is.EqualTo("orders/create"));
            Assert.That(told.Headers["X-Shopify-Hmac-Sha256"], Is.EqualTo(WebhookSignature.Of(told.Body, app.Shop.Options.WebhookSecret)));
            Assert.That(told.Headers["X-Shopify-API-Version"], Is.EqualTo("2026-01"));
            Assert.That(told.Headers, Does.ContainKey("X-Shopify-Webhook-Id").And.ContainKey("X-Shopify-Event-Id").And.ContainKey("X-Shopify-Triggered-At"));
            Assert.That(told.Json.GetProperty("id").GetInt64(), Is.EqualTo(order.Id));
            Assert.That(told.Json.GetProperty("customer").GetProperty("first_name").GetString(), Is.EqualTo("Ada"));
        });
    }

    [Test]
    public async Task Every_thing_that_happens_has_its_topics()
    {
        await app.SubscribeAsync(receiver.Address, "ORDERS_CREATE", "ORDERS_PAID", "ORDERS_UPDATED", "ORDERS_EDITED", "ORDERS_CANCELLED", "REFUNDS_CREATE", "CUSTOMERS_MERGE");
        var order = app.Merchant.Place(app.Order() with { FinancialStatus = "pending" });
        app.Merchant.Pay(order.Id);
        await app.GiveAsync(order.Id, "Honey");
        app.Merchant.Refund(order.Id, 5m);
        app.Merchant.Cancel(order.Id);
        app.Merchant.Register(new(78));
        app.Merchant.MergeCustomers(77, 78);
        await app.Shop.Deliveries.SettleAsync();

        Assert.That(receiver.Topics, Is.EquivalentTo(new[]
        {
            "orders/create", "orders/paid", "orders/updated", "orders/updated", "orders/edited", "orders/updated", "refunds/create", "orders/cancelled", "orders/updated", "customers/merge",
        }));
        Assert.That(receiver.All.Single(r => r.Topic == "orders/edited").Json.GetProperty("order_edit").GetProperty("line_items").GetProperty("additions").GetArrayLength(), Is.EqualTo(1));
        Assert.That(receiver.All.Single(r => r.Topic == "customers/merge").Json.GetProperty("admin_graphql_api_customer_deleted_id").GetString(), Is.EqualTo(Gid.Of("Customer", 78)));
    }

    [Test]
    public async Task A_webhook_carries_the_order_with_its_edits()
    {
        await app.SubscribeAsync(receiver.Address, "ORDERS_UPDATED");
        var order = app.Remember();
        await app.GiveAsync(order.Id, "Honey");
        await app.DataAsync(Documents.Tag, new { id = Gid.Of("Order", order.Id), tags = new[] { "gift" } });
        await app.Shop.Deliveries.SettleAsync();

        var latest = receiver.All.Select(r => r.Json).OrderBy(json => json.GetProperty("updated_at").GetDateTimeOffset()).Last();
        Assert.That(latest.GetProperty("tags").GetString(), Is.EqualTo("gift"));
        Assert.That(latest.GetProperty("line_items")[2].GetProperty("title").GetString(), Is.EqualTo("Honey"));
        Assert.That(latest.GetProperty("current_total_price").GetString(), Is.EqualTo("42.50"));
    }

    [Test]
    public async Task Without_level_2_of_protected_data_names_are_missing()
    {
        await app.SubscribeAsync(receiver.Address, "ORDERS_CREATE");
        app.Shop.Options.SharesNames = false;
        app.Merchant.Place(app.Order());
        await app.Shop.Deliveries.SettleAsync();
        Assert.That(receiver.All.Single().Json.GetProperty("customer").TryGetProperty("first_name", out _), Is.False);
    }

    [Test]
    public async Task A_failure_is_tried_again_with_the_same_bytes()
    {
        await app.SubscribeAsync(receiver.Address, "ORDERS_CREATE");
        receiver.Status = 500;
        app.Merchant.Place(app.Order());
        Assert.That(() => receiver.All, Has.Count.GreaterThan(1).After(5000, 5));
        receiver.Status = 200;
        await app.Shop.Deliveries.SettleAsync();
        Assert.That(receiver.All.Select(r => (r.Headers["X-Shopify-Webhook-Id"], Convert.ToBase64String(r.Body))).Distinct().Count(), Is.EqualTo(1));
        Assert.That(app.Shop.Deliveries.Subscriptions, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task After_8_retries_the_subscription_is_deleted()
    {
        await app.SubscribeAsync(receiver.Address, "ORDERS_CREATE");
        receiver.Status = 302;
        app.Merchant.Place(app.Order());
        await app.Shop.Deliveries.SettleAsync();
        Assert.That(app.Shop.Deliveries.All.Single().Attempts, Has.Count.EqualTo(9).And.All.EqualTo("302"));
        Assert.That(app.Shop.Deliveries.Subscriptions, Is.Empty);
    }

    [Test]
    public async Task A_share_is_withheld_the_same_each_time()
    {
        await app.SubscribeAsync(receiver.Address, "ORDERS_CREATE");
        app.Shop.Options.WithheldShare = 0.2;
        for (var order = 1; order <= 200; order++)
            app.Merchant.Place(app.Order() with { Id = order });
        await app.Shop.Deliveries.SettleAsync();

        var withheld = app.Shop.Deliveries.Withheld.Select(d => d.About).ToList();
        Assert.That(withheld, Has.Count.InRange(20, 60));
        Assert.That(receiver.All, Has.Count.EqualTo(200 - withheld.Count));
        Assert.That(withheld.Take(3), Is.EqualTo(new long[] { 32, 37, 42 }), "decided by the seed");
    }

    [Test]
    public async Task Subscriptions_are_listed_changed_and_deleted()
    {
        const string List = "query List { webhookSubscriptions(first: 10) { nodes { id topic uri endpoint { ... on WebhookHttpEndpoint { callbackUrl } } apiVersion { handle } } } }";
        const string Update = "mutation Update($id: ID!, $uri: String!) { webhookSubscriptionUpdate(id: $id, webhookSubscription: { uri: $uri }) { webhookSubscription { uri } userErrors { message } } }";
        const string Delete = "mutation Delete($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { message } } }";
        await app.SubscribeAsync("https://one.example/webhooks", "ORDERS_CREATE");
        Assert.That((await app.DataAsync(Documents.Subscribe, new { topic = "ORDERS_CREATE", uri = "https://one.example/webhooks" })).UserErrors()[0].GetProperty("message").GetString(), Does.Contain("already been taken"));

        var known = (await app.DataAsync(List)).GetProperty("webhookSubscriptions").GetProperty("nodes")[0];
        Assert.That(known.GetProperty("endpoint").GetProperty("callbackUrl").GetString(), Is.EqualTo("https://one.example/webhooks"));
        var id = known.GetProperty("id").GetString();
        (await app.DataAsync(Update, new { id, uri = "https://two.example/webhooks" })).Payload();
        Assert.That(app.Shop.Deliveries.Subscriptions.Single().Uri, Is.EqualTo("https://two.example/webhooks"));
        (await app.DataAsync(Delete, new { id })).Payload();
        Assert.That((await app.DataAsync(List)).GetProperty("webhookSubscriptions").GetProperty("nodes").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Two_customers_that_become_one_have_the_orders_of_both()
    {
        app.Remember(customer: 77, age: TimeSpan.FromHours(2));
        var later = app.Remember(customer: 78);
        const string Merge = "mutation Merge { customerMerge(customerOneId: \"gid://shopify/Customer/77\", customerTwoId: \"gid://shopify/Customer/78\") { resultingCustomerId userErrors { message } } }";
        (await app.DataAsync(Merge)).Payload();
        var told = (await app.DataAsync("query Order($id: ID!) { order(id: $id) { customer { id numberOfOrders } customerJourneySummary { customerOrderIndex } } }", new { id = Gid.Of("Order", later.Id) })).GetProperty("order");
        Assert.That(told.GetProperty("customer").GetProperty("numberOfOrders").GetString(), Is.EqualTo("2"));
        Assert.That(told.GetProperty("customerJourneySummary").GetProperty("customerOrderIndex").GetInt32(), Is.EqualTo(2));
    }
}
