using System.Threading.Channels;
using Delight.Platform.Settings;
using Microsoft.Data.Sqlite;

namespace Delight.Platform.Store;

/// <summary>One writer: whatever waits is put into one transaction, each piece of work behind a savepoint of its own,
/// so that many share one flush to the disk and one that fails hurts only itself.</summary>
public sealed class SqliteStore : IStore
{
    private const int MostPerCommit = 500;
    private const int OrdinaryCache = 16_000;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);
    private const long PagesPerMegabyte = 256; // Of 4 KiB, SQLite's own size.
    private readonly string _path;
    private readonly string _setting;
    private readonly string _connectionString;
    private readonly string _pragmas;
    private readonly Channel<Piece> _waiting = Channel.CreateBounded<Piece>(new BoundedChannelOptions(4 * MostPerCommit) { SingleReader = true });
    private readonly Lazy<Task> _writer;

    /// <param name="connectionString">As for Microsoft.Data.Sqlite; the folder is made when it is missing.</param>
    /// <param name="cacheKiB">For the pages of each connection.</param>
    /// <param name="mostMegabytes">MiB of the file; no limit but the disk's when absent.</param>
    /// <param name="setting">Which setting names the file, for a sentence that says what to mend.</param>
    public SqliteStore(string connectionString, int cacheKiB = OrdinaryCache, int? mostMegabytes = null, string setting = $"{StoreSettings.Section}:{nameof(StoreSettings.ConnectionString)}")
    {
        _setting = setting;
        // A log that is copied back seldom: pages that many commits change are then copied once. 8000 pages are 32 MB.
        _pragmas = "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma wal_autocheckpoint = 8000; pragma temp_store = memory; "
            + $"pragma cache_size = -{cacheKiB}" + (mostMegabytes is { } most ? $"; pragma max_page_count = {most * PagesPerMegabyte}" : "");
        var settings = new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = 30 };
        _path = Path.GetFullPath(settings.DataSource);
        settings.DataSource = _path;
        _connectionString = settings.ToString();
        _writer = new Lazy<Task>(() => Task.Factory.StartNew(WriteWhatWaitsAsync, TaskCreationOptions.LongRunning).Unwrap());
    }

    internal SqliteStore(StoreSettings settings)
        : this(settings.ConnectionString ?? $"Data Source={DataFolder.File("delight.db")}")
    {
    }

    public async Task<T> WriteAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken)
    {
        _ = _writer.Value;
        var piece = new Piece<T>(work);
        await _waiting.Writer.WriteAsync(piece, cancellationToken);
        return await piece.Done.Task.WaitAsync(cancellationToken);
    }

    public async Task<T> ReadAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var session = new SqliteSession(await OpenAsync(cancellationToken));
        await session.ScriptAsync("begin");
        try
        {
            return await work(session);
        }
        finally
        {
            await EndAsync(session);
        }
    }

    /// <summary>Copies the log into the file, whose deleted rows are overwritten with zeros, and empties it. That needs a moment in
    /// which nobody reads or writes: the writer gives it between two transactions, as often as it takes.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        _ = _writer.Value;
        while (true)
        {
            var emptying = new EmptyLog();
            await _waiting.Writer.WriteAsync(emptying, cancellationToken);
            if (await emptying.Done.Task)
            {
                return;
            }

            await Task.Delay(BetweenTries, cancellationToken);
        }
    }

    public Task UpgradeAsync(Func<ISession, Task> work, CancellationToken cancellationToken) => this.WriteAsync(work, cancellationToken);

    // SQLite's result codes: 5 busy, 6 locked, 10 disk I/O, 13 full, 14 cannot open.
    public bool IsTransient(Exception failure) => failure is SqliteException { SqliteErrorCode: 5 or 6 or 10 or 13 or 14 };

    public string Explain(Exception failure) => failure switch
    {
        SqliteException { SqliteErrorCode: 14 } or UnauthorizedAccessException or DirectoryNotFoundException =>
            $"The SQLite file {_path} cannot be opened. Make its folder writable, or correct {_setting}.",
        SqliteException { SqliteErrorCode: 13 } => $"The SQLite file {_path} can grow no more: the disk is full, or its limit is reached. Free some room.",
        SqliteException { SqliteErrorCode: 26 } => $"{_path} is not a SQLite file. Move it away, or correct {_setting}.",
        _ => $"The SQLite file {_path}: {failure.Message}",
    };

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_writer.IsValueCreated)
        {
            await _writer.Value;
        }

        SqliteConnection.ClearAllPools();
    }

    private static async Task EndAsync(SqliteSession session)
    {
        try
        {
            await session.ScriptAsync("rollback");
        }
        catch (SqliteException)
        {
            // After a failure, which the caller is told of, SQLite may have done so itself.
        }
    }

    private async Task WriteWhatWaitsAsync()
    {
        SqliteSession? session = null;
        var pieces = new List<Piece>(MostPerCommit);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            pieces.Clear();
            while (pieces.Count < MostPerCommit && _waiting.Reader.TryRead(out var piece))
            {
                pieces.Add(piece);
            }

            try
            {
                session ??= new SqliteSession(await OpenAsync(CancellationToken.None));
                await session.ScriptAsync("begin immediate");
                foreach (var piece in pieces)
                {
                    await piece.RunAsync(session);
                }

                await session.ScriptAsync("commit");
                pieces.ForEach(p => p.Complete());
                foreach (var emptying in pieces.OfType<EmptyLog>())
                {
                    await emptying.TryAsync(session);
                }
            }
            catch (Exception failure)
            {
                // Told to everyone who waits; the file is opened anew for the next.
                pieces.ForEach(p => p.Fail(failure));
                if (session is not null)
                {
                    await session.DisposeAsync();
                    session = null;
                }
            }
        }

        if (session is not null)
        {
            await session.DisposeAsync();
        }
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(_path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var pragmas = connection.CreateCommand();
            pragmas.CommandText = _pragmas;
            await pragmas.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private abstract class Piece
    {
        public abstract Task RunAsync(SqliteSession session);

        public abstract void Complete();

        public abstract void Fail(Exception failure);
    }

    /// <summary>Comes after the transaction that it waited with.</summary>
    private sealed class EmptyLog : Piece
    {
        /// <summary>True when the log is empty, false while somebody reads.</summary>
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task RunAsync(SqliteSession session) => Task.CompletedTask;

        public override void Complete()
        {
            // Not yet: what was written just now is in the log.
        }

        public override void Fail(Exception failure) => Done.TrySetException(failure);

        /// <summary>The first column of the answer says that it was refused: a reader needs the log.</summary>
        public async Task TryAsync(SqliteSession session) => Done.TrySetResult((await session.QueryAsync<long>("pragma wal_checkpoint(truncate)"))[0] == 0);
    }

    private sealed class Piece<T>(Func<ISession, Task<T>> work) : Piece
    {
        private T _result = default!;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task RunAsync(SqliteSession session)
        {
            await session.ScriptAsync("savepoint piece");
            try
            {
                _result = await work(session);
                await session.ScriptAsync("release piece");
            }
            catch (Exception failure)
            {
                // Reported to whoever asked; the other pieces go on.
                Done.TrySetException(failure);
                await session.ScriptAsync("rollback to piece; release piece");
            }
        }

        public override void Complete() => Done.TrySetResult(_result);

        public override void Fail(Exception failure) => Done.TrySetException(failure);
    }
}
