using System.Text.Json.Serialization;
using Delight.Platform.Gifts;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Adds a line for nothing to an edit. Sent twice it adds two: whoever does not know begins another edit.</summary>
internal sealed record AddToEdit(AddToEdit.Payload? OrderEditAddCustomItem)
{
    public static readonly Document<AddToEdit> Document = Document<AddToEdit>.Mutation("add-to-edit", AddToEditJson.Default, mayBeRepeated: false);

    public static Variables Of(string edit, string title, int quantity, string currency) => new(edit, title, quantity, new Price("0.00", currency), GiftLine.Taxable, GiftLine.RequiresShipping);

    public sealed record Payload(IReadOnlyList<UserError> UserErrors);

    public sealed record Price(string Amount, string CurrencyCode);

    public sealed record Variables(string Edit, string Title, int Quantity, Price Price, bool Taxable, bool RequiresShipping);
}

[JsonSerializable(typeof(AddToEdit))]
[JsonSerializable(typeof(AddToEdit.Variables))]
internal sealed partial class AddToEditJson : JsonSerializerContext;
