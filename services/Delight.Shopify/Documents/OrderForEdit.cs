using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>What has to be known of an order before its lines are changed.</summary>
/// <param name="Order">Absent where there is none, or where it is older than the app may look.</param>
internal sealed record OrderForEdit(OrderForEdit.Facts? Order)
{
    public static readonly Document<OrderForEdit> Document = Document<OrderForEdit>.Query("order-for-edit", OrderForEditJson.Default, firstCost: 53);

    /// <param name="after">The cursor of the page of lines before; nothing for the first.</param>
    public static Variables Of(long orderId, string? after) => new(Gid.OfOrder(orderId), after);

    /// <param name="ClosedAt">When it was archived.</param>
    /// <param name="MerchantEditableErrors">Why it cannot be edited, in the platform's words.</param>
    public sealed record Facts(
        DateTimeOffset? CancelledAt, DateTimeOffset? ClosedAt, string DisplayFulfillmentStatus, bool MerchantEditable,
        IReadOnlyList<string> MerchantEditableErrors, string PresentmentCurrencyCode, Lines LineItems);

    public sealed record Lines(IReadOnlyList<Line> Nodes, PageInfo PageInfo);

    /// <param name="Vendor">Absent for what is not in the shop's catalogue.</param>
    /// <param name="CurrentQuantity">0 for what was taken out; the line itself stays.</param>
    public sealed record Line(string Id, string Title, string? Sku, string? Vendor, bool Taxable, bool RequiresShipping, int CurrentQuantity, MoneyBag OriginalUnitPriceSet);

    public sealed record Variables(string Id, string? After);
}

[JsonSerializable(typeof(OrderForEdit))]
[JsonSerializable(typeof(OrderForEdit.Variables))]
internal sealed partial class OrderForEditJson : JsonSerializerContext;
