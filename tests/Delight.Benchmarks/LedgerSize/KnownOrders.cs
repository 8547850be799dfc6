using System.Data.Common;
using Delight.Benchmarks.Twins;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Delight.Benchmarks.LedgerSize;

/// <summary>Fills a store of Delight's with orders, past all modules; its tables are there and nobody uses it.</summary>
internal static class KnownOrders
{
    private const int OrdersPerCustomer = 3;
    private static readonly DateTimeOffset From = new(2024, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Span = TimeSpan.FromDays(78 * 7);

    public static int Customers(int orders) => orders / OrdersPerCustomer;

    public static async Task FillSqliteAsync(string file, int orders, CancellationToken cancellationToken)
    {
        await using var store = SqliteFactory.Instance.CreateDataSource($"Data Source={file};Pooling=false");
        await RunAsync(store, $"pragma synchronous = off; begin; {Sql(orders)} commit; pragma wal_checkpoint(truncate)", cancellationToken);
    }

    /// <summary>Cleaned up at once, as the server would do by itself in the middle of the measurement.</summary>
    public static async Task FillPostgresAsync(string connectionString, int orders, CancellationToken cancellationToken)
    {
        await using var store = NpgsqlDataSource.Create(connectionString);
        await RunAsync(store, Sql(orders), cancellationToken);
        await RunAsync(store, "vacuum analyze", cancellationToken);
    }

    private static async Task RunAsync(DbDataSource store, string sql, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Sql(int orders) => EmbeddedSql.Read("known-orders.sql")
        .Replace("{orders}", $"{orders}", StringComparison.Ordinal)
        .Replace("{customers}", $"{Customers(orders)}", StringComparison.Ordinal)
        .Replace("{from}", $"{From.ToMicroseconds()}", StringComparison.Ordinal)
        .Replace("{step}", $"{(long)Span.TotalMicroseconds / orders}", StringComparison.Ordinal)
        .Replace("{shop}", Shop.Domain, StringComparison.Ordinal);
}
