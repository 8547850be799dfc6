using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>Who holds an order back.</summary>
/// <param name="Order">Absent where there is none, or where it is older than the app may look.</param>
internal sealed record OrderHolds(OrderHolds.Facts? Order)
{
    public static readonly Document<OrderHolds> Document = Document<OrderHolds>.Query("order-holds", OrderHoldsJson.Default, firstCost: 100);

    public static Variables Of(long orderId) => new(Gid.OfOrder(orderId));

    public sealed record Facts(DateTimeOffset? CancelledAt, Parts FulfillmentOrders);

    /// <summary>An order that is sent from several places has several.</summary>
    public sealed record Parts(IReadOnlyList<Part> Nodes);

    /// <param name="Status">In capitals: <c>OPEN</c>, <c>ON_HOLD</c>, <c>CLOSED</c>, …</param>
    public sealed record Part(string Id, string Status, IReadOnlyList<Hold> FulfillmentHolds);

    /// <param name="Handle">The name that whoever holds it gave.</param>
    public sealed record Hold(string Id, string? Handle, bool HeldByRequestingApp);

    public sealed record Variables(string Id);
}

[JsonSerializable(typeof(OrderHolds))]
[JsonSerializable(typeof(OrderHolds.Variables))]
internal sealed partial class OrderHoldsJson : JsonSerializerContext;
