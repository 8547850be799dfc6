using System.Data.Common;
using System.Reflection;
using Delight.SystemTests.Running;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Delight.Dashboard.Tests.Million;

/// <summary>Orders that a shop has had for long, written past all modules: sending so many would take an hour.</summary>
internal sealed class KnownOrders(int orders) : IShopToLookAt
{
    public const string Rule = "fourth-to-seventh-order";
    private const int OrdersPerCustomer = 4;
    private const int Words = 3_989; // A prime, and so many that each stands in some sixty of a million orders' notes.
    private const long FirstId = 5_000_000_000_000;
    private const long IdStep = 7;
    private static readonly TimeSpan Span = TimeSpan.FromDays(78 * 7);

    public int Customers => orders / OrdersPerCustomer;

    /// <summary>So many customers in turn give their first order, then their second, and so on; then come the next.</summary>
    private int Group => Customers / 100;

    private long Step => (long)Span.TotalMicroseconds / orders;

    /// <summary>A fourth order with a gift and a story; from all of the time.</summary>
    public KnownOrder Order(int number)
    {
        var customer = (2L + 5L * 7_919 * number) % Customers; // Two more than a multiple of five, as those with stories are.
        var place = OrdersPerCustomer * Group * ((customer - 1) / Group) + (OrdersPerCustomer - 1) * Group + (customer - 1) % Group;
        return new KnownOrder(Installation.Shop, $"{FirstId + IdStep * place}", $"#{place}", $"{customer}");
    }

    public string RareWord(int number) => $"quince-{1_000 + (7 + 31 * number) % Words}";

    /// <summary>Nobody else uses the store meanwhile.</summary>
    public async Task FillAsync(Form form, string store, DateTimeOffset now)
    {
        if (form == Form.Embedded)
        {
            // Delight never analyzes a SQLite file, so neither does this.
            await using var file = SqliteFactory.Instance.CreateDataSource(new SqliteConnectionStringBuilder(store) { Pooling = false }.ToString());
            await RunAsync(file, $"pragma synchronous = off; pragma cache_size = -400000; begin; {Sql("strftime('%Y-%m', at / 1000000, 'unixepoch')", "x'7b7d'", now)} commit; pragma wal_checkpoint(truncate)");
            return;
        }

        await using var database = NpgsqlDataSource.Create(store);
        await RunAsync(database, Sql("to_char(to_timestamp(at / 1000000) at time zone 'UTC', 'YYYY-MM')", "'{}'::bytea", now));
        await RunAsync(database, "vacuum analyze"); // As the server does by itself, but then in the middle of the measurement.
    }

    private static async Task RunAsync(DbDataSource store, string sql)
    {
        await using var command = store.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private string Sql(string month, string body, DateTimeOffset now)
    {
        var values = new Dictionary<string, object>
        {
            ["orders"] = orders, ["customers"] = Customers, ["group"] = Group, ["words"] = Words, ["firstId"] = FirstId, ["firstOpen"] = orders - orders / 5,
            ["now"] = Micros(now.ToUnixTimeSeconds()), ["noted"] = Micros(now.ToUnixTimeSeconds() / 10 * 10), ["step"] = Step, ["turn"] = Step * Group,
            ["shop"] = Installation.Shop, ["rule"] = Rule, ["month"] = month, ["body"] = body, ["things"] = 300, ["quarantined"] = 1_000, ["interventions"] = 5_000,
        };
        return values.Aggregate(Platform.Store.Sql.File(Assembly.GetExecutingAssembly(), "many-orders.sql"), (sql, v) => sql.Replace($"{{{v.Key}}}", $"{v.Value}", StringComparison.Ordinal));
    }

    private static long Micros(long seconds) => seconds * 1_000_000;
}
