using Microsoft.Data.Sqlite;

namespace Delight.Platform.Store;

/// <summary>Keeps its statements prepared, since the writer runs the same few for as long as it lives.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : ISession, IAsyncDisposable
{
    private const int MostPrepared = 200;
    private const int LargeValue = 64 * 1024; // Bytes
    private readonly Dictionary<(string Sql, Type? Row), SqliteCommand> _prepared = [];

    public async Task EachAsync<TRow>(string sql, IReadOnlyCollection<TRow> rows)
    {
        foreach (var row in rows)
        {
            var command = Command(sql, row);
            await command.ExecuteNonQueryAsync();
            await ForgetLargeAsync(command, sql, row);
        }
    }

    public async Task<IReadOnlyList<T>> EachAsync<TRow, T>(string sql, IReadOnlyCollection<TRow> rows)
    {
        var results = new List<T>(rows.Count);
        foreach (var row in rows)
        {
            var command = Command(sql, row);
            await using (var reader = await command.ExecuteReaderAsync())
            {
                await RowReader.AddAllAsync(reader, results, CancellationToken.None);
            }

            await ForgetLargeAsync(command, sql, row);
        }

        return results;
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        var results = new List<T>();
        await using var reader = await Command(sql, parameters).ExecuteReaderAsync();
        await RowReader.AddAllAsync(reader, results, CancellationToken.None);
        return results;
    }

    public async Task ScriptAsync(string sql) => await Command(sql, null).ExecuteNonQueryAsync();

    /// <summary>There is one writer: nothing to wait for.</summary>
    public Task LockAsync(IEnumerable<string> names) => Task.CompletedTask;

    public Task LockSharedAsync(IEnumerable<string> names) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _prepared.Values)
        {
            await command.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    /// <summary>A statement keeps the values of its last row, here and in SQLite.</summary>
    private async ValueTask ForgetLargeAsync(SqliteCommand command, string sql, object? row)
    {
        for (var i = 0; i < command.Parameters.Count; i++)
        {
            if (command.Parameters[i].Value is byte[] { Length: > LargeValue })
            {
                _prepared.Remove((sql, row?.GetType()));
                await command.DisposeAsync();
                return;
            }
        }
    }

    private SqliteCommand Command(string sql, object? row)
    {
        if (!_prepared.TryGetValue((sql, row?.GetType()), out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            if (_prepared.Count < MostPrepared)
            {
                _prepared.Add((sql, row?.GetType()), command);
            }
        }

        if (row is not null)
        {
            StatementParameters.Of(sql, row).SetIn(command.Parameters, row);
        }

        return command;
    }
}
