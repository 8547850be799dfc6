using System.Text.Json.Nodes;
using Delight.Platform.Privacy;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Privacy;

/// <summary>Notes speak to people by name. The parcels stay, as their orders do.</summary>
internal sealed class ParcelsOfPerson : IPersonalData
{
    // Also those that were packed for the person and whose order has another customer now, or none.
    private const string OrdersOfPerson = $"""
        (select order_id from parcels where shop = @Shop and customer_id = @CustomerId
         union select order_id from given where shop = @Shop and customer_id in {PrivacyTables.IdsOfPerson})
        """;

    public string Name => "parcels";

    public async Task<JsonNode?> ExportAsync(ISession session, Person person)
    {
        // A note that was written to somebody else is nobody else's to read.
        var lines = await session.QueryAsync<Line>($"""
            select p.order_name, l.kind, l.title, l.text, l.why from parcels p
            join parcel_lines l on l.shop = p.shop and l.order_id = p.order_id
            where p.shop = @Shop and p.order_id in {OrdersOfPerson} and not exists (
                select 1 from given g where g.shop = p.shop and g.order_id = p.order_id and g.customer_id not in {PrivacyTables.IdsOfPerson}) order by p.ordered_at, l.rule, l.position
            """, new { person.Shop, person.CustomerId });
        var asked = await session.QueryAsync<Asked>($"""
            select p.order_name, p.request, p.customer_tags from parcels p
            where p.shop = @Shop and p.order_id in {OrdersOfPerson} and (p.request is not null or p.customer_tags is not null) and not exists (
                select 1 from given g where g.shop = p.shop and g.order_id = p.order_id and g.customer_id not in {PrivacyTables.IdsOfPerson}) order by p.ordered_at
            """, new { person.Shop, person.CustomerId });
        JsonObject[] told =
        [
            .. lines.Select(l => new JsonObject { ["order"] = l.OrderName, ["kind"] = l.Kind, ["title"] = l.Title, ["text"] = l.Text, ["why"] = l.Why }),
            .. asked.Select(a => new JsonObject { ["order"] = a.OrderName, ["specialRequest"] = a.Request, ["customerTags"] = a.CustomerTags }),
        ];
        return told.Length == 0 ? null : new JsonArray([.. told]);
    }

    /// <summary>At once, also where a parcel is packed; open ones get new words when the rules answer the nameless standing.</summary>
    public async Task<int> RedactAsync(ISession session, Person person)
    {
        var asked = await session.QueryAsync<long>($"""
            update parcels set request = null, customer_tags = null
            where (request is not null or customer_tags is not null) and shop = @Shop and order_id in {OrdersOfPerson}
            returning order_id
            """, new { person.Shop, person.CustomerId });
        return asked.Count + await RedactWordsAsync(session, person);
    }

    /// <summary>What was ticked goes with the words, of which its key was made.</summary>
    private static async Task<int> RedactWordsAsync(ISession session, Person person)
    {
        await session.EachAsync($"delete from ticks where shop = @Shop and order_id in {OrdersOfPerson}", [new { person.Shop, person.CustomerId }]);
        return (await session.QueryAsync<long>($"""
            update parcel_lines set text = '{RemovedWords.Text}', wordings = null
            where text is not null and shop = @Shop and order_id in {OrdersOfPerson}
            returning order_id
            """, new { person.Shop, person.CustomerId })).Count;
    }

    public async Task<int> RedactShopAsync(ISession session, string shop)
    {
        var removed = 0;
        foreach (var table in new[] { "parcel_lines", "decisions", "given", "untold", "parcels", "catalogue", "spent", "preferences", "assignments", "held_answers", "paused_rules", "leases", "ticks", "hits" })
        {
            removed += (await session.QueryAsync<string>($"delete from {table} where shop = @Shop returning shop", new { Shop = shop })).Count;
        }

        return removed;
    }

    private sealed record Asked
    {
        public string OrderName { get; init; } = "";
        public string? Request { get; init; }
        public string? CustomerTags { get; init; }
    }

    private sealed record Line
    {
        public string OrderName { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? Title { get; init; }
        public string? Text { get; init; }
        public string Why { get; init; } = "";
    }
}
