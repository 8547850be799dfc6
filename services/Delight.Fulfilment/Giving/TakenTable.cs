using Delight.Fulfilment.Parcels;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Giving;

/// <summary>Stock and money follow the lines of parcels: what a line took goes when the line comes and comes back when it goes.</summary>
internal static class TakenTable
{
    public static async Task BookAsync(ISession session, IReadOnlyList<LineRow> before, IReadOnlyList<LineRow> after, DateTimeOffset now)
    {
        var changes = before.Select(l => (Line: l, Sign: -1)).Concat(after.Select(l => (Line: l, Sign: 1))).ToArray();
        var stock =
            from change in changes
            where change.Line.FromStock > 0
            group change.Sign * change.Line.Quantity by (change.Line.Shop, change.Line.Sku) into taken
            where taken.Sum() != 0
            orderby taken.Key.Shop, taken.Key.Sku
            select new { taken.Key.Shop, taken.Key.Sku, Taken = (long)taken.Sum(), Now = now.ToStore() };
        var money =
            from change in changes
            where change.Line.CostMinor is not null
            from rule in new[] { "", change.Line.Rule }
            group change.Sign * change.Line.CostMinor!.Value by (change.Line.Shop, Month: change.Line.CostMonth!, Rule: rule, Currency: change.Line.CostCurrency!) into spent
            where spent.Sum() != 0
            orderby spent.Key.Shop, spent.Key.Month, spent.Key.Rule
            select new { spent.Key.Shop, spent.Key.Month, spent.Key.Rule, spent.Key.Currency, Minor = spent.Sum() };
        await session.EachAsync("""
            update catalogue set stock = stock - @Taken, ran_out_at = case when stock > @Taken then null when stock > 0 then @Now else ran_out_at end
            where shop = @Shop and sku = @Sku and stock is not null
            """, [.. stock]);
        await session.EachAsync("""
            insert into spent (shop, month, rule, currency, minor) values (@Shop, @Month, @Rule, @Currency, @Minor)
            on conflict (shop, month, rule, currency) do update set minor = spent.minor + excluded.minor
            """, [.. money]);
    }

    /// <summary>What was spent in the shop's currency, by month and rule.</summary>
    public static async Task<Dictionary<(string Month, string Rule), long>> SpentAsync(ISession session, string shop, string currency)
    {
        var rows = await session.QueryAsync<SpentRow>("select month, rule, minor from spent where shop = @Shop and currency = @Currency", new { Shop = shop, Currency = currency });
        return rows.ToDictionary(r => (r.Month, r.Rule), r => r.Minor);
    }

    private sealed record SpentRow
    {
        public string Month { get; init; } = "";
        public string Rule { get; init; } = "";
        public long Minor { get; init; }
    }
}
