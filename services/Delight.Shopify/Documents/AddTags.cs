using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Adds tags to an order; what it has already stays as it is.</summary>
internal sealed record AddTags(AddTags.Payload? TagsAdd)
{
    public static readonly Document<AddTags> Document = Document<AddTags>.Mutation("add-tags", AddTagsJson.Default, mayBeRepeated: true);

    public static Variables Of(long orderId, IReadOnlyList<string> tags) => new(Gid.OfOrder(orderId), tags);

    public sealed record Payload(IReadOnlyList<UserError> UserErrors);

    public sealed record Variables(string Id, IReadOnlyList<string> Tags);
}

[JsonSerializable(typeof(AddTags))]
[JsonSerializable(typeof(AddTags.Variables))]
internal sealed partial class AddTagsJson : JsonSerializerContext;
