using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Lets our own holds of a part of an order go.</summary>
internal sealed record ReleasePart(ReleasePart.Payload? FulfillmentOrderReleaseHold)
{
    public static readonly Document<ReleasePart> Document = Document<ReleasePart>.Mutation("release-part", ReleasePartJson.Default, mayBeRepeated: true);

    public static Variables Of(string part, IReadOnlyList<string> holds) => new(part, holds);

    public sealed record Payload(IReadOnlyList<UserError> UserErrors);

    public sealed record Variables(string Id, IReadOnlyList<string> Holds);
}

[JsonSerializable(typeof(ReleasePart))]
[JsonSerializable(typeof(ReleasePart.Variables))]
internal sealed partial class ReleasePartJson : JsonSerializerContext;
