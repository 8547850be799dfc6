using System.Text.Json.Nodes;
using Delight.Ledger.Standing;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;
using Npgsql;

namespace Delight.Ledger.Tests;

/// <summary>PostgreSQL keeps the plan of a statement that is run often, also one made before the first order came.</summary>
public class RankingPlanTests
{
    private const int Orders = 2_000;
    private const int OrdersOfACustomer = 5;

    [Test]
    public async Task A_ranking_planned_while_the_ledger_was_empty_reads_only_its_customers_orders()
    {
        await using var database = await TestStore.CreateAsync(StoreKind.Postgres, typeof(LedgerModule));
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        var ranking = Sql.File(typeof(OrderBook).Assembly, "rank-customer.sql")
            .Replace("@Shop", "$1").Replace("@CustomerId", "$2").Replace("@FromAt", "$3").Replace("@FromId", "$4");
        await RunAsync($"prepare ranking (text, bigint, bigint, bigint) as {ranking}");
        await RunAsync("set plan_cache_mode = force_generic_plan");
        await RunAsync("execute ranking ('a.example', 7, 0, 0)");
        await RunAsync($"""
            insert into orders (shop, order_id, order_name, customer_id, created_at, updated_at, state_rank, digest, facts, counts, fulfilled, requires_shipping,
                total_minor, currency, dirty)
            select 'a.example', n, '#' || n, n / {OrdersOfACustomer}, n, n, 1, '', '', true, false, true, 100, 'USD', true from generate_series(1, {Orders}) n
            """);

        var plan = JsonNode.Parse((string)(await RunAsync("explain (analyze, format json) execute ranking ('a.example', 7, 0, 0)"))!)!;

        Assert.That(OrdersRead(plan[0]!["Plan"]!), Is.EqualTo(2 * OrdersOfACustomer), "ranked, and then looked up to be changed:\n" + plan);

        async Task<object?> RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync();
        }
    }

    private static double OrdersRead(JsonNode node)
    {
        var here = (string?)node["Relation Name"] == "orders" && (string?)node["Node Type"] != "ModifyTable"
            ? (Number("Actual Rows") + Number("Rows Removed by Filter") + Number("Rows Removed by Join Filter")) * Number("Actual Loops")
            : 0;
        return here + (node["Plans"]?.AsArray().Sum(p => OrdersRead(p!)) ?? 0);

        double Number(string name) => (double?)node[name] ?? 0;
    }
}
