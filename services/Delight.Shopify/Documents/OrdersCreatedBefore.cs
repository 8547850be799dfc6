using System.Text.Json;
using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>A page of the orders that were made before a moment.</summary>
internal sealed record OrdersCreatedBefore(OrdersCreatedBefore.Page Orders)
{
    private const int Most = 200;

    public static readonly Document<OrdersCreatedBefore> Document = Document<OrdersCreatedBefore>.Query("orders-created-before", OrdersCreatedBeforeJson.Default, firstCost: 500);

    public static Variables Of(DateTimeOffset madeBefore, string? after) => new(Most, after, $"created_at:<'{HistoryInBulk.UtcText(madeBefore)}'");

    /// <param name="Nodes">Each is read by itself, so that one that cannot be read keeps no other away.</param>
    public sealed record Page(IReadOnlyList<JsonElement> Nodes, PageInfo PageInfo);

    public sealed record Variables(int First, string? After, string Query);
}

[JsonSerializable(typeof(OrdersCreatedBefore))]
[JsonSerializable(typeof(OrdersCreatedBefore.Variables))]
internal sealed partial class OrdersCreatedBeforeJson : JsonSerializerContext;
