using System.Data;
using System.Net.Sockets;
using Delight.Platform.Settings;
using Npgsql;

namespace Delight.Platform.Store;

internal sealed class PostgresStore : IStore
{
    private const long SchemaLock = 0x44656C69676874; // "Delight"
    private readonly NpgsqlDataSource _source;
    private readonly string _where;

    public PostgresStore(StoreSettings settings)
    {
        var connection = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 3,
            ApplicationName = "delight",
        };
        _where = $"PostgreSQL at {connection.Host}:{connection.Port}, database \"{connection.Database}\", user \"{connection.Username}\"";
        _source = NpgsqlDataSource.Create(connection);
    }

    public async Task<T> WriteAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = await work(new PostgresSession(connection, transaction, cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    public async Task<T> ReadAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        return await work(new PostgresSession(connection, snapshot, cancellationToken));
    }

    /// <summary>PostgreSQL's own vacuum removes dead rows, and its log is recycled.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task UpgradeAsync(Func<ISession, Task> work, CancellationToken cancellationToken) =>
        this.WriteAsync(async session =>
        {
            await session.QueryAsync<long>("select cast(1 as bigint) from pg_advisory_xact_lock(@Key)", new { Key = SchemaLock });
            await work(session);
        }, cancellationToken);

    public bool IsTransient(Exception failure) =>
        failure is NpgsqlException { IsTransient: true } or SocketException or TimeoutException
        || failure is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName }
        || failure is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn } // The schema is not upgraded yet.
        || failure is NpgsqlException { InnerException: IOException or SocketException or TimeoutException };

    public string Explain(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => $"{_where}: the password or user was refused. Correct Delight:Store:ConnectionString.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"{_where}: there is no such database. Create it, or correct Delight:Store:ConnectionString.",
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } => $"{_where}: the tables are not there yet; every process makes them when it starts.",
        PostgresException other => $"{_where}: {other.MessageText} ({other.SqlState}).",
        _ when IsTransient(failure) => $"{_where} cannot be reached. Start it, or correct Delight:Store:ConnectionString.",
        _ => $"{_where}: {failure.Message}",
    };

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}

internal sealed class PostgresSession(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken) : ISession
{
    public async Task EachAsync<TRow>(string sql, IReadOnlyCollection<TRow> rows)
    {
        if (rows.Count > 0)
        {
            await using var batch = Batch(sql, rows);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public async Task<IReadOnlyList<T>> EachAsync<TRow, T>(string sql, IReadOnlyCollection<TRow> rows)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        await using var batch = Batch(sql, rows);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var results = new List<T>(rows.Count);
        do
        {
            await RowReader.AddAllAsync(reader, results, cancellationToken);
        }
        while (await reader.NextResultAsync(cancellationToken));

        return results;
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        if (parameters is not null)
        {
            StatementParameters.Of(sql, parameters).AddTo(command.Parameters, parameters);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var results = new List<T>();
        await RowReader.AddAllAsync(reader, results, cancellationToken);
        return results;
    }

    public async Task ScriptAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task LockAsync(IEnumerable<string> names) => LockAsync("pg_advisory_xact_lock", names);

    public Task LockSharedAsync(IEnumerable<string> names) => LockAsync("pg_advisory_xact_lock_shared", names);

    private async Task LockAsync(string function, IEnumerable<string> names)
    {
        await using var command = new NpgsqlCommand(
            $"select {function}(k) from (select distinct hashtextextended(n, 0) k from unnest(@names) n order by 1) sorted", connection, transaction);
        command.Parameters.AddWithValue("names", names.ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlBatch Batch<TRow>(string sql, IReadOnlyCollection<TRow> rows)
    {
        var batch = new NpgsqlBatch(connection, transaction);
        foreach (var row in rows)
        {
            var command = new NpgsqlBatchCommand(sql);
            StatementParameters.Of(sql, row!).AddTo(command.Parameters, row!);
            batch.BatchCommands.Add(command);
        }

        return batch;
    }
}
