using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

internal sealed record TagsAdd([property: JsonPropertyName("tagsAdd")] TagsAdd.Payload? Done)
{
    public static readonly Document<TagsAdd> Document = Document<TagsAdd>.Mutation("tags-add", TagsAddJson.Default, mayBeRepeated: true);

    public static Variables Of(long orderId, params IReadOnlyList<string> tags) => new(Gid.OfOrder(orderId), tags);

    public sealed record Payload(IReadOnlyList<UserError> UserErrors);

    public sealed record Variables(string Id, IReadOnlyList<string> Tags);
}

[JsonSerializable(typeof(TagsAdd))]
[JsonSerializable(typeof(TagsAdd.Variables))]
internal sealed partial class TagsAddJson : JsonSerializerContext;
