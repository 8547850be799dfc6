using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Begins an edit. Nothing of it is in the order before it is committed, so that one too many harms nobody.</summary>
internal sealed record BeginEdit(BeginEdit.Payload? OrderEditBegin)
{
    public static readonly Document<BeginEdit> Document = Document<BeginEdit>.Mutation("begin-edit", BeginEditJson.Default, mayBeRepeated: true);

    public static Variables Of(long orderId) => new(Gid.OfOrder(orderId));

    public sealed record Payload(Calculated? CalculatedOrder, IReadOnlyList<UserError> UserErrors);

    /// <param name="Id">Names the edit.</param>
    public sealed record Calculated(string Id);

    public sealed record Variables(string Id);
}

[JsonSerializable(typeof(BeginEdit))]
[JsonSerializable(typeof(BeginEdit.Variables))]
internal sealed partial class BeginEditJson : JsonSerializerContext;
