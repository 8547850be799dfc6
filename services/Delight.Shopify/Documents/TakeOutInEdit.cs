using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Takes a line out in an edit.</summary>
internal sealed record TakeOutInEdit(TakeOutInEdit.Payload? OrderEditSetQuantity)
{
    public static readonly Document<TakeOutInEdit> Document = Document<TakeOutInEdit>.Mutation("take-out-in-edit", TakeOutInEditJson.Default, mayBeRepeated: true);

    /// <param name="line">The order's line; within an edit it has the same number under another kind.</param>
    public static Variables Of(string edit, string line) => new(edit, line.Replace("/LineItem/", "/CalculatedLineItem/", StringComparison.Ordinal));

    public sealed record Payload(IReadOnlyList<UserError> UserErrors);

    public sealed record Variables(string Edit, string Line);
}

[JsonSerializable(typeof(TakeOutInEdit))]
[JsonSerializable(typeof(TakeOutInEdit.Variables))]
internal sealed partial class TakeOutInEditJson : JsonSerializerContext;
