using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

internal sealed record SubscriptionUpdate([property: JsonPropertyName("webhookSubscriptionUpdate")] SubscriptionOutcome Outcome)
{
    public static readonly Document<SubscriptionUpdate> Document =
        Document<SubscriptionUpdate>.Mutation("subscription-update", SubscriptionUpdateJson.Default, mayBeRepeated: true);

    /// <summary>Everything to that address, whole, as JSON.</summary>
    public static Variables Of(string id, Uri address) => new(id, new Input(address.AbsoluteUri, "JSON", "", []));

    public sealed record Input(string Uri, string Format, string Filter, IReadOnlyList<string> IncludeFields);

    public sealed record Variables(string Id, Input Subscription);
}

[JsonSerializable(typeof(SubscriptionUpdate))]
[JsonSerializable(typeof(SubscriptionUpdate.Variables))]
internal sealed partial class SubscriptionUpdateJson : JsonSerializerContext;
