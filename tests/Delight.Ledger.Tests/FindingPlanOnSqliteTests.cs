using Delight.Ledger.Finding;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;

namespace Delight.Ledger.Tests;

/// <summary>An order is looked up by a key, however many the ledger knows.</summary>
public class FindingPlanOnSqliteTests
{
    [TestCase("find-orders.sql")]
    [TestCase("customer-orders.sql")]
    public async Task No_order_is_read_that_is_not_found(string file)
    {
        await using var database = await TestStore.CreateAsync(StoreKind.Sqlite, typeof(LedgerModule));

        var plan = await database.Store.ReadAsync(s => s.QueryAsync<Step>("explain query plan " + Sql.File(typeof(OrderFinder).Assembly, file),
            new { Shop = Shop.Domain, CustomerId = Shop.Ada, Id = Shop.Ada, Name = "#1", OtherName = "1", CreatedAt = 0L, OrderId = 0L, Most = 20 }), CancellationToken.None);

        var reads = plan.Select(s => s.Detail).Where(d => d.Contains("orders", StringComparison.Ordinal)).ToArray();
        Assert.That(reads, Is.Not.Empty.And.All.StartsWith("SEARCH orders USING INDEX").And.All.Contains("=? AND "), string.Join('\n', reads));
    }

    private sealed record Step
    {
        public string Detail { get; init; } = "";
    }
}
