using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

internal sealed record SubscriptionCreate([property: JsonPropertyName("webhookSubscriptionCreate")] SubscriptionOutcome Outcome)
{
    /// <summary>May be repeated, since the platform keeps one for a topic and an address.</summary>
    public static readonly Document<SubscriptionCreate> Document =
        Document<SubscriptionCreate>.Mutation("subscription-create", SubscriptionCreateJson.Default, mayBeRepeated: true);

    public static Variables Of(string topic, Uri address) => new(topic, new Input(address.AbsoluteUri, "JSON"));

    public sealed record Input(string Uri, string Format);

    public sealed record Variables(string Topic, Input Subscription);
}

/// <param name="UserErrors">None when it is done.</param>
internal sealed record SubscriptionOutcome(IReadOnlyList<SubscriptionOutcome.UserError> UserErrors)
{
    public sealed record UserError(string Message);
}

[JsonSerializable(typeof(SubscriptionCreate))]
[JsonSerializable(typeof(SubscriptionCreate.Variables))]
internal sealed partial class SubscriptionCreateJson : JsonSerializerContext;
