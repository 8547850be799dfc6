using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Writes the note beside an order, unless somebody else has written there since it was read.</summary>
internal sealed record SetNote(SetNote.Payload? MetafieldsSet)
{
    /// <summary>It was not as it was read; also what comes of writing the same twice.</summary>
    public const string Stale = "STALE_OBJECT";

    public static readonly Document<SetNote> Document = Document<SetNote>.Mutation("set-note", SetNoteJson.Default, mayBeRepeated: true);

    /// <param name="digest">Of what was read there; nothing where there was nothing.</param>
    public static Variables Of(long orderId, string text, string? digest) =>
        new(new Note(Gid.OfOrder(orderId), ParcelNote.Namespace, ParcelNote.Key, ParcelNote.Type, text, digest));

    public sealed record Payload(IReadOnlyList<UserError> UserErrors);

    public sealed record Note(string OwnerId, string Namespace, string Key, string Type, string Value, string? CompareDigest);

    public sealed record Variables(Note Note);
}

[JsonSerializable(typeof(SetNote))]
[JsonSerializable(typeof(SetNote.Variables))]
internal sealed partial class SetNoteJson : JsonSerializerContext;
