using System.Globalization;
using System.Text.Json.Serialization;
using Delight.Shopify.Door;

namespace Delight.Shopify.Documents;

/// <summary>A page of the orders that changed since a moment.</summary>
internal sealed record OrdersUpdatedSince(OrdersUpdatedSince.Page Orders)
{
    /// <summary>Orders in a page: some 35 points each at most, of the 1,000 that a question may cost.</summary>
    public const int Most = 20;

    public static readonly Document<OrdersUpdatedSince> Document =
        Document<OrdersUpdatedSince>.Query("orders-updated-since", OrdersUpdatedSinceJson.Default, firstCost: 700);

    /// <param name="since">Included.</param>
    /// <param name="after">The cursor of the page before; nothing for the first.</param>
    public static Variables Of(DateTimeOffset since, string? after) => new(Most, after, $"updated_at:>='{Text(since)}'");

    /// <param name="until">Included.</param>
    /// <param name="withPeople">With names and addresses, which not every app may read.</param>
    public static Variables Of(DateTimeOffset since, DateTimeOffset until, string? after, bool withPeople) =>
        new(Most, after, $"updated_at:>='{Text(since)}' AND updated_at:<='{Text(until)}'", withPeople);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public sealed record Page(IReadOnlyList<ChangedOrder> Nodes, PageInfo PageInfo);

    public sealed record Variables(int First, string? After, string Query, bool WithPeople = false);
}

[JsonSerializable(typeof(OrdersUpdatedSince))]
[JsonSerializable(typeof(OrdersUpdatedSince.Variables))]
internal sealed partial class OrdersUpdatedSinceJson : JsonSerializerContext;
