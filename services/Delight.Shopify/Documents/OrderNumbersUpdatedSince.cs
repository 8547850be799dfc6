using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>The next of the orders that changed since a moment, by what names it alone.</summary>
internal sealed record OrderNumbersUpdatedSince(OrderNumbersUpdatedSince.Page Orders)
{
    public static readonly Document<OrderNumbersUpdatedSince> Document =
        Document<OrderNumbersUpdatedSince>.Query("order-numbers-updated-since", OrderNumbersUpdatedSinceJson.Default, firstCost: 5);

    public static Variables Of(OrdersUpdatedSince.Variables orders) => new(orders.First, orders.After, orders.Query);

    public sealed record Page(IReadOnlyList<OrderNumber> Nodes, PageInfo PageInfo);

    public sealed record OrderNumber(long LegacyResourceId, DateTimeOffset UpdatedAt);

    public sealed record Variables(int First, string? After, string Query);
}

[JsonSerializable(typeof(OrderNumbersUpdatedSince))]
[JsonSerializable(typeof(OrderNumbersUpdatedSince.Variables))]
internal sealed partial class OrderNumbersUpdatedSinceJson : JsonSerializerContext;
