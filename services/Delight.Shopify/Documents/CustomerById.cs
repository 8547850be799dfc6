using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <param name="Customer">Absent where there is none, or none any more.</param>
internal sealed record CustomerById(OrderFacts.OrderCustomer? Customer)
{
    public static readonly Document<CustomerById> Document = Document<CustomerById>.Query("customer-by-id", CustomerByIdJson.Default, firstCost: 1);

    public static Variables Of(long customerId) => new(Gid.OfCustomer(customerId));

    public sealed record Variables(string Id);
}

[JsonSerializable(typeof(CustomerById))]
[JsonSerializable(typeof(CustomerById.Variables))]
internal sealed partial class CustomerByIdJson : JsonSerializerContext;
