using System.Globalization;
using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>A page of the orders that changed since a moment.</summary>
internal sealed record OrdersUpdatedSince(OrdersUpdatedSince.Page Orders)
{
    /// <summary>Orders in a page.</summary>
    private const int Most = 50;

    public static readonly Document<OrdersUpdatedSince> Document =
        Document<OrdersUpdatedSince>.Query("orders-updated-since", OrdersUpdatedSinceJson.Default, firstCost: 300);

    /// <param name="since">Included.</param>
    /// <param name="after">The cursor of the page before; nothing for the first.</param>
    public static Variables Of(DateTimeOffset since, string? after) =>
        new(Most, after, $"updated_at:>='{since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}'");

    public sealed record Page(IReadOnlyList<OrderFacts> Nodes, PageInfo PageInfo);

    public sealed record Variables(int First, string? After, string Query);
}

[JsonSerializable(typeof(OrdersUpdatedSince))]
[JsonSerializable(typeof(OrdersUpdatedSince.Variables))]
internal sealed partial class OrdersUpdatedSinceJson : JsonSerializerContext;
