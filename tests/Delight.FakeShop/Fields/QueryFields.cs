using GraphQL;

namespace Delight.FakeShops;

internal static class QueryFields
{
    private const int MostCounted = 10_000;

    public static void AddTo(FieldTable table)
    {
        table.Add("QueryRoot", "shop", asked => asked.Shop);
        table.Add("QueryRoot", "order", asked => asked.Shop.Order(Gid.Read(asked.Text("id"), "Order")));
        table.Add("QueryRoot", "orders", Orders);
        table.Add("QueryRoot", "ordersCount", asked => Count(asked, asked.Number("limit") ?? MostCounted));
        table.Add("QueryRoot", "customer", asked => Gid.Read(asked.Text("id"), "Customer") is { } id ? asked.Shop.Customer(id) : null);
        table.Add("QueryRoot", "node", asked => Node(asked.Shop, asked.Text("id")));
        table.Add("QueryRoot", "nodes", asked => asked.Texts("ids")?.Select(id => Node(asked.Shop, id)).ToList());
    }

    public static object? Node(ShopState shop, string? gid) => Gid.Read(gid) is not { } known ? null : known.Kind switch
    {
        "Order" => shop.Order(known.Id),
        "Customer" => shop.Customer(known.Id),
        "BulkOperation" => shop.Bulk.Find(known.Id),
        "FulfillmentOrder" => shop.Order(known.Id) is { } order ? new FulfilmentOf(order) : null,
        "ProductVariant" => shop.Variants.GetValueOrDefault(known.Id),
        "WebhookSubscription" => shop.Deliveries.Find(known.Id),
        "CalculatedOrder" => shop.Edits.GetValueOrDefault(known.Id),
        _ => null,
    };

    private static Answer Orders(Asked asked)
    {
        var (shop, reverse, sort) = (asked.Shop, asked.Flag("reverse"), SortOf(asked.Text("sortKey")));
        var query = new OrderQuery(asked.Text("query"));
        var size = asked.Request.Bulk?.Size ?? Page.SizeOf(asked);
        var cursor = asked.Request.Bulk?.After ?? asked.Text("after");
        var (after, depth) = Page.Read(cursor) switch
        {
            [var key, var id, var before] => ((key, id), (int)before),
            null => (query.Start(sort, reverse), 0),
            _ => throw new ExecutionError($"`{cursor}` is not a valid cursor"),
        };
        if (asked.Request.Bulk is null && depth >= shop.Options.DeepestPage)
            throw new ExecutionError($"Pagination is limited to {shop.Options.DeepestPage} objects. Narrow the search.") { Code = "BAD_REQUEST" };
        var found = shop.Orders.Read(sort, reverse, after)
            .TakeWhile(order => !query.IsOver(sort, reverse, order))
            .Where(order => shop.IsShown(order) && query.Fits(order))
            .Take(size + 1).ToList();

        var part = found.Take(size).Select((order, place) => ((object?)order, Page.Cursor(sort.KeyOf(order), order.Id, depth + place + 1))).ToList();
        if (asked.Request.Bulk is { } bulk)
            (bulk.After, bulk.More) = (part.Count > 0 ? part[^1].Item2 : cursor, found.Count > size);
        return Page.Of(part, more: found.Count > size, earlier: cursor is not null);
    }

    private static Answer Count(Asked asked, int limit)
    {
        var query = new OrderQuery(asked.Text("query"));
        var shop = asked.Shop;
        var count = shop.Orders.Read(OrderSort.Id, reverse: false, after: null).Where(order => shop.IsShown(order) && query.Fits(order)).Take(limit + 1).Count();
        return new() { ["count"] = Math.Min(count, limit), ["precision"] = count > limit ? "AT_LEAST" : "EXACT" };
    }

    private static OrderSort SortOf(string? key) => key switch
    {
        "UPDATED_AT" => OrderSort.Updated,
        "CREATED_AT" or "PROCESSED_AT" or null => OrderSort.Created,
        "ID" or "ORDER_NUMBER" => OrderSort.Id,
        _ => throw new ExecutionError($"The stand-in for the shop cannot sort orders by {key}. Add it in tests/Delight.FakeShop/State/OrderBook.cs."),
    };
}
