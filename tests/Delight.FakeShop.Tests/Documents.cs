using System.Text.Json;

namespace Delight.FakeShops.Tests;

/// <summary>Documents that several tests send.</summary>
internal static class Documents
{
    public const string Begin = "mutation Begin($id: ID!) { orderEditBegin(id: $id) { calculatedOrder { id } userErrors { message } } }";

    public const string AddItem = """
        mutation AddItem($id: ID!, $title: String!) {
          orderEditAddCustomItem(id: $id, title: $title, quantity: 1, price: { amount: "0.0", currencyCode: USD }, taxable: false, requiresShipping: true) {
            calculatedLineItem { id } userErrors { message }
          }
        }
        """;

    public const string Commit = """
        mutation Commit($id: ID!, $staffNote: String, $notify: Boolean) {
          orderEditCommit(id: $id, notifyCustomer: $notify, staffNote: $staffNote) { order { id lineItems(first: 20) { nodes { title } } } userErrors { message } }
        }
        """;

    public const string Tag = "mutation Tag($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { node { id } userErrors { message } } }";

    public const string SetMetafield = """
        mutation Set($fields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $fields) { metafields { compareDigest } userErrors { code message field } } }
        """;

    public const string Hold = """
        mutation Hold($id: ID!, $hold: FulfillmentOrderHoldInput!) {
          fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) { fulfillmentHold { id handle heldByRequestingApp } fulfillmentOrder { status } userErrors { code message } }
        }
        """;

    public const string Release = """
        mutation Release($id: ID!, $holds: [ID!]) { fulfillmentOrderReleaseHold(id: $id, holdIds: $holds) { fulfillmentOrder { status fulfillmentHolds { handle } } userErrors { code message } } }
        """;

    public const string Subscribe = """
        mutation Subscribe($topic: WebhookSubscriptionTopic!, $uri: String!) {
          webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri }) { webhookSubscription { id uri topic apiVersion { handle } } userErrors { message } }
        }
        """;

    public static JsonElement UserErrors(this JsonElement data) => data.EnumerateObject().Single().Value.GetProperty("userErrors");

    public static JsonElement Payload(this JsonElement data)
    {
        Assert.That(data.UserErrors().GetArrayLength(), Is.Zero, data.ToString());
        return data.EnumerateObject().Single().Value;
    }

    public static async Task SubscribeAsync(this OpenShop app, string uri, params string[] topics)
    {
        foreach (var topic in topics)
            (await app.DataAsync(Subscribe, new { topic, uri })).Payload();
    }

    /// <summary>One gift, from begin to commit.</summary>
    public static async Task<JsonElement> GiveAsync(this OpenShop app, long order, string title, bool notify = false)
    {
        var begun = (await app.DataAsync(Begin, new { id = Gid.Of("Order", order) })).Payload();
        var id = begun.GetProperty("calculatedOrder").GetProperty("id").GetString();
        (await app.DataAsync(AddItem, new { id, title })).Payload();
        return (await app.DataAsync(Commit, new { id, staffNote = "Third order", notify })).Payload();
    }
}
