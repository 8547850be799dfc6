using Delight.Ledger.Standing;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;

namespace Delight.Ledger.Tests;

/// <summary>SQLite looks a customer's orders up, however many the ledger knows.</summary>
public class RankingPlanOnSqliteTests
{
    [TestCase("rank-customer.sql")]
    [TestCase("rank-history.sql")]
    public async Task A_ranking_reads_no_table_from_end_to_end(string file)
    {
        await using var database = await TestStore.CreateAsync(StoreKind.Sqlite, typeof(LedgerModule));
        var ranking = Sql.File(typeof(OrderBook).Assembly, file);

        var steps = await database.Store.WriteAsync(s => s.QueryAsync<Step>("explain query plan " + ranking,
            new { Shop = Shop.Domain, CustomerId = Shop.Ada, FromAt = 0L, FromId = 0L, After = 0L, UpTo = 0L, Importing = "", History = true }), CancellationToken.None);

        var plan = steps.Select(s => s.Detail).ToArray();
        var made = Named(plan, "MATERIALIZE").Concat(Named(plan, "CO-ROUTINE"));
        Assert.That(plan, Has.Some.Contains("orders_in_their_row"));
        Assert.That(Named(plan, "SCAN").Except(made), Is.Empty, string.Join('\n', plan));
    }

    /// <summary>What steps of a kind are about: a table, or what an earlier step made.</summary>
    private static IEnumerable<string> Named(string[] plan, string step) =>
        plan.Where(d => d.StartsWith(step + " ", StringComparison.Ordinal)).Select(d => d.Split(' ')[1]);

    private sealed record Step
    {
        public string Detail { get; init; } = "";
    }
}
