using System.Threading.Channels;

namespace Delight.Platform.Store;

/// <summary>Whatever waits is put into one transaction, where several pieces of work wait each behind a savepoint of its own, so that many share one
/// flush to the disk and one that fails hurts only itself.</summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostPerCommit = 500;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);
    private readonly Func<Task<SqliteSession>> _open;
    private readonly Channel<Piece> _waiting = Channel.CreateBounded<Piece>(new BoundedChannelOptions(4 * MostPerCommit) { SingleReader = true });
    private readonly Lazy<Task> _writing;

    /// <param name="open">Opens the file, when it is first needed and after a failure.</param>
    public SqliteWriter(Func<Task<SqliteSession>> open)
    {
        _open = open;
        _writing = new Lazy<Task>(() => Task.Factory.StartNew(WriteWhatWaitsAsync, TaskCreationOptions.LongRunning).Unwrap());
    }

    public async Task<T> WriteAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken)
    {
        _ = _writing.Value;
        var piece = new Piece<T>(work);
        await _waiting.Writer.WriteAsync(piece, cancellationToken);
        return await piece.Done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Between two transactions, as often as it takes until nobody reads.</summary>
    public async Task EmptyLogAsync(CancellationToken cancellationToken)
    {
        _ = _writing.Value;
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

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_writing.IsValueCreated)
        {
            await _writing.Value;
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
                session ??= await _open();
                await session.ScriptAsync("begin immediate");
                if (pieces is [var alone])
                {
                    await session.ScriptAsync(await alone.RunAsync(session) ? "commit" : "rollback");
                }
                else
                {
                    await RunEachAsync(session, pieces);
                    await session.ScriptAsync("commit");
                }

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

    /// <summary>A savepoint costs: SQLite keeps every page as it was before, and looks through all of them after each statement.</summary>
    private static async Task RunEachAsync(SqliteSession session, List<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            await session.ScriptAsync("savepoint piece");
            await session.ScriptAsync(await piece.RunAsync(session) ? "release piece" : "rollback to piece; release piece");
        }
    }

    private abstract class Piece
    {
        /// <returns>False when it failed, which whoever asked for it is told; what it wrote is to be taken back.</returns>
        public abstract Task<bool> RunAsync(SqliteSession session);

        public abstract void Complete();

        public abstract void Fail(Exception failure);
    }

    /// <summary>Comes after the transaction that it waited with.</summary>
    private sealed class EmptyLog : Piece
    {
        /// <summary>True when the log is empty, false while somebody reads.</summary>
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task<bool> RunAsync(SqliteSession session) => Task.FromResult(true);

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

        public override async Task<bool> RunAsync(SqliteSession session)
        {
            try
            {
                _result = await work(session);
                return true;
            }
            catch (Exception failure)
            {
                // Reported to whoever asked; the other pieces go on.
                Done.TrySetException(failure);
                return false;
            }
        }

        public override void Complete() => Done.TrySetResult(_result);

        public override void Fail(Exception failure) => Done.TrySetException(failure);
    }
}
