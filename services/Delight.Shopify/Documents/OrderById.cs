using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <param name="Order">Absent where there is none, or where it is older than the app may look (60 days without <c>read_all_orders</c>).</param>
internal sealed record OrderById(OrderFacts? Order)
{
    public static readonly Document<OrderById> Document = Document<OrderById>.Query("order-by-id", OrderByIdJson.Default, firstCost: 20);

    public static Variables Of(long orderId) => new(Gid.OfOrder(orderId));

    public sealed record Variables(string Id);
}

[JsonSerializable(typeof(OrderById))]
[JsonSerializable(typeof(OrderById.Variables))]
internal sealed partial class OrderByIdJson : JsonSerializerContext;
