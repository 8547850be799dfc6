using System.Text.Json.Nodes;
using Delight.Platform.Privacy;
using Delight.Platform.Store;

namespace Delight.Shopify.WriteBack;

/// <summary>The words that were, or are to be, written into the shop's own order.</summary>
internal sealed class WrittenOfPerson : IPersonalData
{
    public string Name => "written";

    public async Task<JsonNode?> ExportAsync(ISession session, Person person)
    {
        var texts = (await ReadAsync(session, person)).SelectMany(o => o.Wanted.Where(l => l.Text is not null).Select(l => (JsonNode)new JsonObject { ["order"] = o.OrderName, ["text"] = l.Text }));
        return texts.ToArray() is { Length: > 0 } words ? new JsonArray(words) : null;
    }

    public async Task<int> RedactAsync(ISession session, Person person)
    {
        var spoken = (await ReadAsync(session, person)).Where(o => o.Wanted.Any(l => l.Text is not null)).ToArray();
        await session.EachAsync<object>("update shopify_written set lines = @Lines where shop = @Shop and order_id = @OrderId", [.. spoken.Select(o => new
        {
            o.Shop, o.OrderId, Lines = WantedLine.Write(WantedLine.WithoutWords(o.Wanted)),
        })]);
        return spoken.Length;
    }

    public async Task<int> RedactShopAsync(ISession session, string shop) =>
        (await session.QueryAsync<long>("delete from shopify_written where shop = @Shop returning order_id", new { Shop = shop })).Count;

    private static Task<IReadOnlyList<WrittenOrder>> ReadAsync(ISession session, Person person) =>
        session.QueryAsync<WrittenOrder>($"select * from shopify_written where shop = @Shop and customer_id in {PrivacyTables.IdsOfPerson}", new { person.Shop, person.CustomerId });
}
