using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>What stands beside an order now.</summary>
/// <param name="Order">Absent where there is none, or where it is older than the app may look.</param>
internal sealed record OrderForNote(OrderForNote.Facts? Order)
{
    public static readonly Document<OrderForNote> Document = Document<OrderForNote>.Query("order-for-note", OrderForNoteJson.Default, firstCost: 2);

    public static Variables Of(long orderId) => new(Gid.OfOrder(orderId), ParcelNote.Namespace, ParcelNote.Key);

    public sealed record Facts(DateTimeOffset? CancelledAt, string DisplayFulfillmentStatus, IReadOnlyList<string> Tags, Field? Metafield);

    /// <param name="CompareDigest">Names the value: whoever changes it says what they read.</param>
    public sealed record Field(string Value, string CompareDigest);

    public sealed record Variables(string Id, string Namespace, string Key);
}

[JsonSerializable(typeof(OrderForNote))]
[JsonSerializable(typeof(OrderForNote.Variables))]
internal sealed partial class OrderForNoteJson : JsonSerializerContext;

/// <summary>Where templates of packing slips find it: <c>order.metafields.delight.parcel</c>.</summary>
internal static class ParcelNote
{
    public const string Namespace = "delight";
    public const string Key = "parcel";
    public const string Type = "multi_line_text_field";
}
