using Delight.Platform.Settings;
using Microsoft.Data.Sqlite;

namespace Delight.Platform.Store;

/// <summary>A SQLite file: many read, and one writes, see <see cref="SqliteWriter"/>.</summary>
public sealed class SqliteStore : IStore
{
    private const int OrdinaryCache = 16_000;
    private const int ReadersCache = 2_000; // There are several of them, and what they read lies in the system's own cache.
    private const long PagesPerMegabyte = 256; // Of 4 KiB, SQLite's own size.
    private const int LockMayTake = 5; // s, that another program holds the file; then whoever waits is told.
    private readonly string _path;
    private readonly string _setting;
    private readonly string _connectionString;
    private readonly string _pragmas;
    private readonly SqliteWriter _writer;

    /// <param name="connectionString">As for Microsoft.Data.Sqlite; the folder is made when it is missing.</param>
    /// <param name="cacheKiB">For the pages of the connection that writes.</param>
    /// <param name="mostMegabytes">MiB of the file; no limit but the disk's when absent.</param>
    /// <param name="setting">Which setting names the file, for a sentence that says what to mend.</param>
    public SqliteStore(string connectionString, int cacheKiB = OrdinaryCache, int? mostMegabytes = null, string setting = $"{StoreSettings.Section}:{nameof(StoreSettings.ConnectionString)}")
    {
        _setting = setting;
        // A log that is copied back seldom: pages that many commits change are then copied once. 8000 pages are 32 MB.
        _pragmas = "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma wal_autocheckpoint = 8000; pragma temp_store = memory"
            + (mostMegabytes is { } most ? $"; pragma max_page_count = {most * PagesPerMegabyte}" : "");
        var settings = new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = LockMayTake };
        _path = Path.GetFullPath(settings.DataSource);
        settings.DataSource = _path;
        _connectionString = settings.ToString();
        _writer = new SqliteWriter(async () => new SqliteSession(await OpenAsync(cacheKiB, CancellationToken.None)));
    }

    internal SqliteStore(StoreSettings settings)
        : this(settings.ConnectionString ?? $"Data Source={DataFolder.File("delight.db")}")
    {
    }

    public Task<T> WriteAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken) => _writer.WriteAsync(work, cancellationToken);

    public async Task<T> ReadAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var session = new SqliteSession(await OpenAsync(ReadersCache, cancellationToken));
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
    public Task ForgetAsync(CancellationToken cancellationToken) => _writer.EmptyLogAsync(cancellationToken);

    public Task UpgradeAsync(Func<ISession, Task> work, CancellationToken cancellationToken) => this.WriteAsync(work, cancellationToken);

    // SQLite's result codes: 5 busy, 6 locked, 10 disk I/O, 13 full, 14 cannot open.
    public bool IsTransient(Exception failure) => failure is SqliteException { SqliteErrorCode: 5 or 6 or 10 or 13 or 14 };

    public string Explain(Exception failure) => failure switch
    {
        SqliteException { SqliteErrorCode: 14 } or UnauthorizedAccessException or DirectoryNotFoundException =>
            $"The SQLite file {_path} cannot be opened. Make its folder writable, or correct {_setting}.",
        SqliteException { SqliteErrorCode: 13 } => $"The SQLite file {_path} can grow no more: the disk is full, or its limit is reached. Free some room.",
        TimeoutException or SqliteException { SqliteErrorCode: 5 or 6 } => $"Another program writes to the SQLite file {_path} and lets nobody else. End it.",
        SqliteException { SqliteErrorCode: 26 } => $"{_path} is not a SQLite file. Move it away, or correct {_setting}.",
        _ => $"The SQLite file {_path}: {failure.Message}",
    };

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
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

    private async Task<SqliteConnection> OpenAsync(int cacheKiB, CancellationToken cancellationToken)
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
            pragmas.CommandText = $"{_pragmas}; pragma cache_size = -{cacheKiB}";
            await pragmas.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
