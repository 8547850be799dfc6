using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Delight.Platform.Store;

namespace Delight.Platform.Privacy;

/// <summary>The platform's own tables. They name no customer, but shops; a shop that left stays paused until it comes back.</summary>
public sealed class Stories : IPersonalData
{
    private const string InsteadOfShop = "(a shop that is forgotten)";

    public string Name => "stories";

    public Task<JsonNode?> ExportAsync(ISession session, Person person) => Task.FromResult<JsonNode?>(null);

    public Task<int> RedactAsync(ISession session, Person person) => Task.FromResult(0);

    public async Task<int> RedactShopAsync(ISession session, string shop)
    {
        var removed = 0;
        foreach (var table in new[] { "story", "work", "counters", "tombstones", "tombstone_marks", "customer_merges", "customer_aliases", "shop_signatures" })
        {
            removed += (await session.QueryAsync<string>($"delete from {table} where shop = @Shop returning shop", new { Shop = shop })).Count;
        }

        return removed + await FromInterventionsAsync(session, shop);
    }

    /// <summary>Who did what when stays on record; with which shop does not.</summary>
    private static async Task<int> FromInterventionsAsync(ISession session, string shop)
    {
        var naming = (await session.QueryAsync<Row>("select id, what, reason from interventions where what like @Shop or reason like @Shop", new { Shop = $"%{shop}%" }))
            .Select(r => r with { What = Without(shop, r.What), Reason = Without(shop, r.Reason) }).Where(r => (r.What + r.Reason).Contains(InsteadOfShop, StringComparison.Ordinal)).ToArray();
        await session.EachAsync("update interventions set what = @What, reason = @Reason where id = @Id", naming);
        return naming.Length;
    }

    /// <summary>The domain as a word of its own: it may be the end of another's.</summary>
    private static string Without(string shop, string text) => Regex.Replace(
        text, $@"(?<![\w.-]){Regex.Escape(shop)}(?![\w-])", InsteadOfShop, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string What { get; init; } = "";
        public string Reason { get; init; } = "";
    }
}
