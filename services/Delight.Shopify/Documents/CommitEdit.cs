using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Makes an edit the order's own, and tells the customer nothing.</summary>
internal sealed record CommitEdit(CommitEdit.Payload? OrderEditCommit)
{
    public static readonly Document<CommitEdit> Document = Document<CommitEdit>.Mutation("commit-edit", CommitEditJson.Default, mayBeRepeated: false);

    public static Variables Of(string edit, string staffNote) => new(edit, staffNote);

    public sealed record Payload(Edited? Order, IReadOnlyList<UserError> UserErrors);

    public sealed record Edited(OrderForEdit.Lines LineItems);

    public sealed record Variables(string Edit, string StaffNote);
}

[JsonSerializable(typeof(CommitEdit))]
[JsonSerializable(typeof(CommitEdit.Variables))]
internal sealed partial class CommitEditJson : JsonSerializerContext;
