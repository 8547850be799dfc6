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

    public async Task<JsonNode?> ExportAsync(ISession session, Person person)
    {
        var kept = await session.FirstOrDefaultAsync<Preferences>("select * from preferences where shop = @Shop and customer_id = @CustomerId", Of(person));
        string[] notes =
        [
            .. (await WishesAsync(session, person)).SelectMany(w => Lines(w.Wish)).Concat((await HeldAsync(session, person)).SelectMany(h => h.ToMessage().Lines)).Select(l => l.Text).OfType<string>().Distinct(),
        ];
        var arms = await session.QueryAsync<Assignment>("select * from assignments where shop = @Shop and customer_id = @CustomerId order by rule", Of(person));
        return kept is null && notes.Length == 0 && arms.Count == 0 ? null : new JsonObject
        {
            ["refuses"] = List(kept?.Refuses), ["likes"] = List(kept?.Likes), ["sizes"] = List(kept?.Sizes), ["notesThatRulesWishedToWrite"] = new JsonArray([.. notes.Select(n => (JsonNode)n)]),
            ["arms"] = new JsonArray([.. arms.Select(a => new JsonObject { ["rule"] = a.Rule, ["arm"] = a.Arm, ["assignedAt"] = Instant.FromStore(a.At) })]),
        };
    }

    public async Task<int> RedactAsync(ISession session, Person person)
    {
        var removed = await session.QueryAsync<long>("delete from preferences where shop = @Shop and customer_id = @CustomerId returning customer_id", Of(person));
        var wishes = (await WishesAsync(session, person)).Where(w => HasWords(Lines(w.Wish))).ToArray();
        await session.EachAsync("update decisions set wish = @Wish where shop = @Shop and order_id = @OrderId and rule = @Rule",
            [.. wishes.Select(w => new { person.Shop, w.OrderId, w.Rule, Wish = JsonSerializer.Serialize(WithoutWords(Lines(w.Wish))) })]);
        var held = (await HeldAsync(session, person)).Select(h => h.ToMessage()).Where(m => HasWords(m.Lines) || m.SpecialRequest is not null || m.CustomerTags.Count > 0).ToArray();
        await session.EachAsync("update held_answers set body = @Body where shop = @Shop and order_id = @OrderId and rule = @Rule",
            [.. held.Select(m => HeldAnswer.Of(m with { Lines = WithoutWords(m.Lines), SpecialRequest = null, CustomerTags = [] }))]);
        return removed.Count + wishes.Length + held.Length;
    }

    /// <summary>With the parcels.</summary>
    public Task<int> RedactShopAsync(ISession session, string shop) => Task.FromResult(0);

    private static object Of(Person person) => new { person.Shop, person.CustomerId };

    private static Task<IReadOnlyList<WishRow>> WishesAsync(ISession session, Person person) => session.QueryAsync<WishRow>($"""
        select order_id, rule, wish from decisions
        where shop = @Shop and wish is not null and order_id in (
            select order_id from parcels where shop = @Shop and customer_id = @CustomerId union select order_id from given where shop = @Shop and customer_id in {PrivacyTables.IdsOfPerson})
        """, Of(person));

    private static Task<IReadOnlyList<HeldAnswer>> HeldAsync(ISession session, Person person) =>
        session.QueryAsync<HeldAnswer>("select * from held_answers where shop = @Shop and customer_id = @CustomerId", Of(person));

    private static GestureLine[] Lines(string wish) => JsonSerializer.Deserialize<GestureLine[]>(wish)!;

    private static bool HasWords(IReadOnlyList<GestureLine> lines) => lines.Any(l => l.Text is not null);

    private static GestureLine[] WithoutWords(IReadOnlyList<GestureLine> lines) => [.. lines.Select(l => l.Text is null ? l : l with { Text = RemovedWords.Text, Otherwise = null, OtherWordings = null })];

    private static JsonArray List(string? joined) => [.. CatalogueItem.ListOf(joined ?? "").Select(t => (JsonNode)t)];

    private sealed record WishRow
    {
        public long OrderId { get; init; }
        public string Rule { get; init; } = "";
        public string Wish { get; init; } = "";
    }
}
