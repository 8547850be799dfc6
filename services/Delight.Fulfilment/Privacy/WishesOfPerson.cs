using System.Text.Json;
using System.Text.Json.Nodes;
using Delight.Contracts;
using Delight.Fulfilment.Giving;
using Delight.Fulfilment.Pausing;
using Delight.Platform.Privacy;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Privacy;

/// <summary>What a customer likes and refuses, and the notes that rules wished to write, also those of paused rules.</summary>
internal sealed class WishesOfPerson : IPersonalData
{
    public string Name => "preferences";

    public async Task<JsonNode?> ExportAsync(ISession session, Person person) =>
        await session.FirstOrDefaultAsync<Preferences>("select * from preferences where shop = @Shop and customer_id = @CustomerId", new { person.Shop, person.CustomerId }) is not { } kept ? null
            : new JsonObject { ["refuses"] = List(kept.Refuses), ["likes"] = List(kept.Likes), ["sizes"] = List(kept.Sizes) };

    public async Task<int> RedactAsync(ISession session, Person person)
    {
        var removed = await session.QueryAsync<long>("delete from preferences where shop = @Shop and customer_id = @CustomerId returning customer_id", new { person.Shop, person.CustomerId });
        var wishes = await session.QueryAsync<WishRow>("""
            select d.order_id, d.rule, d.wish from decisions d join parcels p on p.shop = d.shop and p.order_id = d.order_id
            where d.shop = @Shop and p.customer_id = @CustomerId and d.wish is not null
            """, new { person.Shop, person.CustomerId });
        WishRow[] withWords = [.. wishes.Where(w => WithoutWords(w.Wish) != w.Wish)];
        await session.EachAsync("update decisions set wish = @Wish where shop = @Shop and order_id = @OrderId and rule = @Rule",
            [.. withWords.Select(w => new { person.Shop, w.OrderId, w.Rule, Wish = WithoutWords(w.Wish) })]);
        var held = (await session.QueryAsync<HeldAnswer>("select * from held_answers where shop = @Shop and customer_id = @CustomerId", new { person.Shop, person.CustomerId }))
            .Where(h => h.ToMessage().Lines.Any(l => l.Text is not null)).ToArray();
        await session.EachAsync("update held_answers set body = @Body where shop = @Shop and order_id = @OrderId and rule = @Rule",
            [.. held.Select(h => h.ToMessage()).Select(m => HeldAnswer.Of(m with { Lines = WithoutWords(m.Lines) }))]);
        return removed.Count + withWords.Length + held.Length;
    }

    /// <summary>With the parcels.</summary>
    public Task<int> RedactShopAsync(ISession session, string shop) => Task.FromResult(0);

    private static string WithoutWords(string wish) => JsonSerializer.Serialize(WithoutWords(JsonSerializer.Deserialize<GestureLine[]>(wish)!));

    private static GestureLine[] WithoutWords(IReadOnlyList<GestureLine> lines) => [.. lines.Select(l => l.Text is null ? l : l with { Text = RemovedWords.Text })];

    private static JsonArray List(string joined) => [.. CatalogueItem.ListOf(joined).Select(t => (JsonNode)t)];

    private sealed record WishRow
    {
        public long OrderId { get; init; }
        public string Rule { get; init; } = "";
        public string Wish { get; init; } = "";
    }
}
