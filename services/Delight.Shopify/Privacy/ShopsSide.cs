using System.Text.Json.Nodes;
using Delight.Platform.Privacy;
using Delight.Platform.Store;

namespace Delight.Shopify.Privacy;

/// <summary>What is kept of shops to ask them: nothing of a person, and nothing that outlives the shop.</summary>
internal sealed class ShopsSide : IPersonalData
{
    private static readonly string[] Tables = ["shopify_missed", "shopify_missed_merges", "shopify_left_out", "shopify_drift", "shopify_reconciliations", "reconcile_wanted", "shopify_backfills"];

    public string Name => "shops-side";

    public Task<JsonNode?> ExportAsync(ISession session, Person person) => Task.FromResult<JsonNode?>(null);

    public Task<int> RedactAsync(ISession session, Person person) => Task.FromResult(0);

    public async Task<int> RedactShopAsync(ISession session, string shop)
    {
        var removed = 0;
        foreach (var table in Tables)
        {
            removed += (await session.QueryAsync<string>($"delete from {table} where shop = @Shop returning shop", new { Shop = shop })).Count;
        }

        return removed;
    }
}
