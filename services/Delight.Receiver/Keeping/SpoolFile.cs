using Delight.Platform.Store;

namespace Delight.Receiver.Keeping;

/// <summary>The file that a spool lies in: opened when it is first needed, by one process at a time, and why that does not work.</summary>
/// <param name="path">Of a SQLite file.</param>
/// <param name="opened">Told how many deliveries are found in it.</param>
internal sealed class SpoolFile(string path, IStore store, Action<long> opened) : IAsyncDisposable
{
    private const string Tables = """
        create table if not exists spool (
            seq integer primary key autoincrement, message_id text not null, kind text not null, body bytea not null, trace text);
        create table if not exists identity (id text not null);
        insert into identity (id) select lower(hex(randomblob(8))) where not exists (select 1 from identity);
        """;

    private static readonly TimeSpan AnswerMayTake = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _opening = new(1);
    private readonly SpoolClaim _claim = new(path);

    /// <summary>Names this spool among those of all receivers; the same after a restart.</summary>
    public string Identity { get; private set; } = "";

    /// <summary>Looks into the file, whose table is called <c>spool</c>.</summary>
    public async Task<T> LookAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken)
    {
        await OpenAsync();
        return await store.ReadAsync(work, cancellationToken);
    }

    public Task<T> WriteAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken) => store.WriteAsync(work, cancellationToken);

    public Task WriteAsync(Func<ISession, Task> work, CancellationToken cancellationToken) => store.WriteAsync(work, cancellationToken);

    /// <summary>Leaves nothing of what was removed in the file's log.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => store.ForgetAsync(cancellationToken);

    /// <summary>Why nothing can be written, as a sentence; nothing when it can.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            await OpenAsync().WaitAsync(AnswerMayTake, cancellationToken);
            await store.WriteAsync(async session =>
            {
                await session.ScriptAsync("update identity set id = id");
            }, cancellationToken).WaitAsync(AnswerMayTake, cancellationToken);
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Explain(failure);
        }
    }

    /// <summary>Why the file cannot be opened, as a sentence; nothing when it can, or is.</summary>
    public async Task<string?> OpeningProblemAsync()
    {
        try
        {
            await OpenAsync().WaitAsync(AnswerMayTake);
            return null;
        }
        catch (Exception failure)
        {
            return Explain(failure);
        }
    }

    public string Explain(Exception failure) => failure switch
    {
        SpoolInUseException => failure.Message,
        TimeoutException => $"The spool: the disk did not write to {path} in time.",
        _ => "The spool: " + store.Explain(failure),
    };

    /// <summary>Opens the file when it is first needed, and again after a failure.</summary>
    public async Task OpenAsync()
    {
        if (Identity.Length > 0)
        {
            return;
        }

        await _opening.WaitAsync();
        try
        {
            if (Identity.Length == 0)
            {
                await Task.Yield(); // Whoever asks need not wait as long as a disk that hangs.
                _claim.Take();
                await store.UpgradeAsync(s => s.ScriptAsync(Tables), CancellationToken.None);
                var state = await store.ReadAsync(async s => (
                    Count: (await s.QueryAsync<long>("select count(*) from spool"))[0],
                    Identity: (await s.QueryAsync<string>("select id from identity"))[0]), CancellationToken.None);
                opened(state.Count);
                Identity = state.Identity;
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        _opening.Dispose();
        _claim.Dispose();
    }
}
