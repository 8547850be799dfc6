using System.Text.Json.Nodes;
using Delight.Platform.Store;

namespace Delight.Platform.Privacy;

/// <summary>The platform's own tables. They name no customer, but shops.</summary>
public sealed class Stories : IPersonalData
{
    public string Name => "stories";

    public Task<JsonNode?> ExportAsync(ISession session, Person person) => Task.FromResult<JsonNode?>(null);

    public Task<int> RedactAsync(ISession session, Person person) => Task.FromResult(0);

    public async Task<int> RedactShopAsync(ISession session, string shop)
    {
        var removed = 0;
        foreach (var table in new[] { "story", "work", "counters", "tombstones", "paused_shops" })
        {
            removed += (await session.QueryAsync<string>($"delete from {table} where shop = @Shop returning shop", new { Shop = shop })).Count;
        }

        return removed;
    }
}
