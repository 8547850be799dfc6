using System.Text.Json.Nodes;
using Delight.Ledger.Standing;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Story;

namespace Delight.Ledger.Privacy;

/// <summary>The orders stay, without the name: ordinals and counts are right ever after.</summary>
internal sealed class OrdersOfPerson(OrderBook book) : IPersonalData
{
    public string Name => "orders";

    public async Task<JsonNode?> ExportAsync(ISession session, Person person)
    {
        var rows = await session.QueryAsync<OrderRow>(
            "select * from orders where shop = @Shop and customer_id = @CustomerId order by created_at, order_id", new { person.Shop, person.CustomerId });
        var asGuest = await session.EachAsync<object, OrderRow>("select * from orders where shop = @Shop and order_id = @OrderId and customer_id is null",
            [.. person.SubjectIds.Distinct().Select(id => new { person.Shop, OrderId = id })]);
        var orders = new JsonArray();
        foreach (var row in rows.Concat(asGuest))
        {
            orders.Add((JsonNode)new JsonObject
            {
                ["order"] = row.OrderName, ["orderId"] = $"{row.OrderId}", ["createdAt"] = Instant.FromStore(row.CreatedAt), ["total"] = row.ToMessage().Total.ToString(),
                ["firstName"] = row.FirstName, ["ordinal"] = row.Ordinal,
                ["story"] = new JsonArray([.. (await session.StoryAsync(row.Shop, row.OrderId)).Select(l => new JsonObject { ["at"] = l.At, ["says"] = l.Text })]),
            });
        }

        return orders.Count == 0 ? null : orders;
    }

    public Task<int> RedactAsync(ISession session, Person person) => book.ForgetAsync(session, person);

    public async Task<int> RedactShopAsync(ISession session, string shop)
    {
        var removed = 0;
        foreach (var table in new[] { "orders", "snapshots" })
        {
            removed += (await session.QueryAsync<string>($"delete from {table} where shop = @Shop returning shop", new { Shop = shop })).Count;
        }

        return removed;
    }
}
