using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Takes away the note beside an order.</summary>
internal sealed record DeleteNote(DeleteNote.Payload? MetafieldsDelete)
{
    public static readonly Document<DeleteNote> Document = Document<DeleteNote>.Mutation("delete-note", DeleteNoteJson.Default, mayBeRepeated: true);

    public static Variables Of(long orderId) => new(new Note(Gid.OfOrder(orderId), ParcelNote.Namespace, ParcelNote.Key));

    public sealed record Payload(IReadOnlyList<UserError> UserErrors);

    public sealed record Note(string OwnerId, string Namespace, string Key);

    public sealed record Variables(Note Note);
}

[JsonSerializable(typeof(DeleteNote))]
[JsonSerializable(typeof(DeleteNote.Variables))]
internal sealed partial class DeleteNoteJson : JsonSerializerContext;
