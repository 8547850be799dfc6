using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Takes tags from an order; what it does not have is passed over.</summary>
internal sealed record RemoveTags(RemoveTags.Payload? TagsRemove)
{
    public static readonly Document<RemoveTags> Document = Document<RemoveTags>.Mutation("remove-tags", RemoveTagsJson.Default, mayBeRepeated: true);

    public static Variables Of(long orderId, IReadOnlyList<string> tags) => new(Gid.OfOrder(orderId), tags);

    public sealed record Payload(IReadOnlyList<UserError> UserErrors);

    public sealed record Variables(string Id, IReadOnlyList<string> Tags);
}

[JsonSerializable(typeof(RemoveTags))]
[JsonSerializable(typeof(RemoveTags.Variables))]
internal sealed partial class RemoveTagsJson : JsonSerializerContext;
