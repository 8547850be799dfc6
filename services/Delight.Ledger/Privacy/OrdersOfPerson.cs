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
        var waiting = await session.EachAsync<object, OrderRow>("select * from orders where shop = @Shop and address = @Address and customer_id is null", Addresses(person));
        var orders = new JsonArray();
        foreach (var row in rows.Concat(asGuest).Concat(waiting).DistinctBy(r => r.OrderId))
        {
            orders.Add((JsonNode)new JsonObject
            {
                ["order"] = row.OrderName, ["orderId"] = $"{row.OrderId}", ["createdAt"] = Instant.FromStore(row.CreatedAt), ["total"] = row.ToMessage().Total.ToString(),
                ["firstName"] = row.FirstName, ["ordinal"] = row.Ordinal, ["locale"] = row.Locale, ["specialRequest"] = row.Request,
                ["customerTags"] = Parsed(row.CustomerTags), ["items"] = Parsed(row.Items), ["refundedAt"] = row.RefundedAt is { } refund ? Instant.FromStore(refund) : null,
                ["story"] = new JsonArray([.. (await session.StoryAsync(row.Shop, row.OrderId)).Select(l => new JsonObject { ["at"] = l.At, ["says"] = l.Text })]),
            });
        }

        return orders.Count == 0 ? null : orders;
    }

    /// <summary>Under which orders from an export may wait for the person.</summary>
    private static object[] Addresses(Person person) => [.. person.Digests.Append(AddressDigest.Of(person.Shop, person.Email)).OfType<string>().Distinct().Select(a => new { person.Shop, Address = a })];

    private static JsonNode? Parsed(string? json) => json is null ? null : JsonNode.Parse(json);

    public async Task<int> RedactAsync(ISession session, Person person)
    {
        var addresses = Addresses(person);
        var waiting = await session.EachAsync<object, long>("update orders set address = null where shop = @Shop and address = @Address and customer_id is null returning order_id", addresses);
        await session.EachAsync("delete from history_addresses where shop = @Shop and address = @Address", addresses);
        await session.EachAsync<object>("delete from history_addresses where shop = @Shop and customer_id = @CustomerId", [new { person.Shop, person.CustomerId }]);
        return waiting.Count + await book.ForgetAsync(session, person);
    }

    public async Task<int> RedactShopAsync(ISession session, string shop)
    {
        var removed = 0;
        foreach (var table in new[] { "orders", "snapshots", "history_addresses", "imports" })
        {
            removed += (await session.QueryAsync<string>($"delete from {table} where shop = @Shop returning shop", new { Shop = shop })).Count;
        }

        return removed;
    }
}
