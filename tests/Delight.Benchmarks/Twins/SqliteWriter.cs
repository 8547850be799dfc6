using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Delight.Benchmarks.Twins;

/// <summary>The one writer of a SQLite file: whatever waits shares a transaction, and so a flush to the disk.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int MostPerCommit = 500;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private readonly Channel<(Action<SqliteWriter> Work, TaskCompletionSource Done)> _waiting =
        Channel.CreateBounded<(Action<SqliteWriter>, TaskCompletionSource)>(new BoundedChannelOptions(4 * MostPerCommit) { SingleReader = true });

    public SqliteWriter(string file)
    {
        _connection = new SqliteConnection($"Data Source={file}");
        _connection.Open();
        Run("pragma journal_mode = wal");
        Run("pragma synchronous = full");
        Run("pragma cache_size = -32000");
        foreach (var statement in EmbeddedSql.Read("tables.sql").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            Run(statement);
        }
    }

    /// <summary>Returns when the work is durable.</summary>
    public async Task WriteAsync(Action<SqliteWriter> work, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync((work, done), cancellationToken);
        await done.Task;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pieces = new List<(Action<SqliteWriter> Work, TaskCompletionSource Done)>(MostPerCommit);
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken))
        {
            pieces.Clear();
            Run("begin immediate");
            while (pieces.Count < MostPerCommit && _waiting.Reader.TryRead(out var piece))
            {
                piece.Work(this);
                pieces.Add(piece);
            }

            Run("commit");
            pieces.ForEach(p => p.Done.SetResult());
        }
    }

    public void Run(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    public SqliteDataReader Query(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteReader();

    public void Dispose() => _connection.Dispose();

    /// <summary>Prepared once; its parameters stand as $1, $2 …</summary>
    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            }

            _prepared.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
