using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

internal sealed record WebhookSubscriptions(
    [property: JsonPropertyName("webhookSubscriptions")] WebhookSubscriptions.Page Made)
{
    public static readonly Document<WebhookSubscriptions> Document =
        Document<WebhookSubscriptions>.Query("webhook-subscriptions", WebhookSubscriptionsJson.Default, firstCost: 60);

    /// <param name="after">The cursor of the page before; nothing for the first.</param>
    public static Variables Of(string? after) => new(after);

    public sealed record Page(IReadOnlyList<Subscription> Nodes, PageInfo PageInfo);

    /// <param name="Topic">In capitals: <c>ORDERS_CREATE</c>.</param>
    /// <param name="Uri">Where deliveries go.</param>
    /// <param name="Filter">Only what it fits is delivered; nothing or empty for all.</param>
    /// <param name="IncludeFields">All that a delivery's body holds; empty for everything.</param>
    /// <param name="ApiVersion">That of the app, in which bodies are written; no subscription can choose it.</param>
    public sealed record Subscription(string Id, string Topic, string Uri, string Format, string? Filter, IReadOnlyList<string> IncludeFields, Version ApiVersion);

    public sealed record Version(string Handle);

    public sealed record Variables(string? After);
}

[JsonSerializable(typeof(WebhookSubscriptions))]
[JsonSerializable(typeof(WebhookSubscriptions.Variables))]
internal sealed partial class WebhookSubscriptionsJson : JsonSerializerContext;
