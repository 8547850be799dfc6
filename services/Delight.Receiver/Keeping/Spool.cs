using System.Diagnostics;
using System.Text.Json;
using Delight.Platform.Store;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Keeping;

/// <summary>Deliveries that nobody else keeps yet: one file, many deliveries to a flush.</summary>
internal sealed class Spool : IAsyncDisposable
{
    private const string Tables = """
        create table if not exists spool (
            seq integer primary key autoincrement, message_id text not null, kind text not null, body bytea not null, trace text);
        create table if not exists identity (id text not null);
        insert into identity (id) select lower(hex(randomblob(8))) where not exists (select 1 from identity);
        """;

    // Five hundred orders have some 500 KB; a delivery that was set aside may have 7 MB.
    private const long MostBytesOfPage = 4 * 1024 * 1024;

    private static readonly TimeSpan AnswerMayTake = TimeSpan.FromSeconds(1);
    private readonly string _file;
    private readonly IStore _store;
    private readonly Coalescer<object, bool> _appends;
    private readonly Coalescer<Place, bool> _removals;
    private readonly SemaphoreSlim _opening = new(1);
    private readonly SemaphoreSlim _arrived = new(0, 1);
    private readonly SpoolClaim _claim;
    private long _count;

    public Spool(IOptions<SpoolSettings> settings)
        : this(settings, FileStore.Open(settings.Value.File(), settings.Value.MostMegabytes, $"{SpoolSettings.Section}:{nameof(SpoolSettings.Path)}"))
    {
    }

    internal Spool(IOptions<SpoolSettings> settings, IStore store)
    {
        _file = settings.Value.File();
        _claim = new SpoolClaim(_file);
        _store = store;
        _appends = new(AppendAsync);
        _removals = new(RemoveAsync);
    }

    /// <summary>Deliveries in it now.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Who works on which of them.</summary>
    public EntriesInHand InHand { get; } = new();

    /// <summary>Names this spool among those of all receivers; the same after a restart.</summary>
    public string Identity { get; private set; } = "";

    /// <summary>Returns when the message is on the disk.</summary>
    /// <param name="cancellationToken">Ends the wait; what had begun may still come to lie there.</param>
    public async Task AppendAsync<T>(T message, Guid id, CancellationToken cancellationToken = default)
        where T : class
    {
        await OpenAsync().WaitAsync(cancellationToken);
        await _appends.AddAsync(
            new { MessageId = id.ToString(), Kind = typeof(T).Name, Body = JsonSerializer.SerializeToUtf8Bytes(message), Trace = Activity.Current?.Id },
            cancellationToken);
    }

    /// <summary>The oldest after a place, in their order: fewer than asked for when they are large, one at least.</summary>
    public async Task<IReadOnlyList<SpooledMessage>> ReadAsync(long afterSeq, int most, CancellationToken cancellationToken)
    {
        var rows = await LookAsync(async session =>
        {
            var sizes = await session.QueryAsync<Size>(
                "select seq, length(body) as bytes from spool where seq > @AfterSeq order by seq limit @Most", new { AfterSeq = afterSeq, Most = most });
            return sizes.Count == 0 ? [] : await session.QueryAsync<Row>(
                "select seq, message_id, kind, body, trace from spool where seq > @AfterSeq and seq <= @UpTo order by seq", new { AfterSeq = afterSeq, UpTo = LastOfPage(sizes) });
        }, cancellationToken);
        return [.. rows.Select(Message)];
    }

    /// <summary>Those of these places where something still is, in their order.</summary>
    public async Task<IReadOnlyList<SpooledMessage>> ReadAsync(IReadOnlyCollection<long> places, CancellationToken cancellationToken)
    {
        var rows = await LookAsync(s => s.QueryAsync<Row>(
            "select seq, message_id, kind, body, trace from spool where seq in (select value from json_each(@Places)) order by seq",
            new { Places = JsonSerializer.Serialize(places) }), cancellationToken);
        return [.. rows.Select(Message)];
    }

    /// <summary>Looks into the file, whose table is called <c>spool</c>.</summary>
    public async Task<T> LookAsync<T>(Func<ISession, Task<T>> work, CancellationToken cancellationToken)
    {
        await OpenAsync();
        return await _store.ReadAsync(work, cancellationToken);
    }

    /// <param name="removed">Called when it is gone from the disk and still in <see cref="Count"/>.</param>
    /// <returns>False when it had gone before.</returns>
    public async Task<bool> RemoveAsync(long seq, Action removed)
    {
        if (!await _removals.AddAsync(new Place(seq), CancellationToken.None))
        {
            return false;
        }

        removed();
        Interlocked.Decrement(ref _count);
        return true;
    }

    /// <summary>Leaves nothing of what was removed in the file's log.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => _store.ForgetAsync(cancellationToken);

    /// <summary>Completes when something was added, or the time is over.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken cancellationToken) => _arrived.WaitAsync(most, cancellationToken);

    /// <summary>Why nothing can be written, as a sentence; nothing when it can.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            await OpenAsync().WaitAsync(AnswerMayTake, cancellationToken);
            await _store.WriteAsync(async session =>
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
        TimeoutException => $"The spool: the disk did not write to {_file} in time.",
        _ => "The spool: " + _store.Explain(failure),
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
                await _store.UpgradeAsync(s => s.ScriptAsync(Tables), CancellationToken.None);
                var state = await _store.ReadAsync(async s => (
                    Count: (await s.QueryAsync<long>("select count(*) from spool"))[0],
                    Identity: (await s.QueryAsync<string>("select id from identity"))[0]), CancellationToken.None);
                Interlocked.Add(ref _count, state.Count);
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
        await _appends.DisposeAsync();
        await _removals.DisposeAsync();
        await _store.DisposeAsync();
        _opening.Dispose();
        _arrived.Dispose();
        _claim.Dispose();
    }

    /// <summary>All that wait in one transaction; counted here, since whoever brought them may no longer wait for it.</summary>
    private async Task<IReadOnlyList<bool>> AppendAsync(IReadOnlyList<object> rows, CancellationToken cancellationToken)
    {
        await _store.WriteAsync(session => session.EachAsync("insert into spool (message_id, kind, body, trace) values (@MessageId, @Kind, @Body, @Trace)", rows), cancellationToken);
        Interlocked.Add(ref _count, rows.Count);
        Signal();
        return new bool[rows.Count];
    }

    private async Task<IReadOnlyList<bool>> RemoveAsync(IReadOnlyList<Place> places, CancellationToken cancellationToken)
    {
        var gone = await _store.WriteAsync(session => session.EachAsync<Place, long>("delete from spool where seq = @Seq returning seq", places), cancellationToken);
        var removed = gone.ToHashSet();
        return [.. places.Select(p => removed.Remove(p.Seq))];
    }

    private void Signal()
    {
        if (_arrived.CurrentCount == 0)
        {
            try
            {
                _arrived.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else signalled in the same moment.
            }
        }
    }

    private static long LastOfPage(IReadOnlyList<Size> sizes)
    {
        var bytes = 0L;
        var last = sizes[0].Seq;
        foreach (var size in sizes)
        {
            bytes += size.Bytes;
            if (bytes > MostBytesOfPage)
            {
                break;
            }

            last = size.Seq;
        }

        return last;
    }

    private static SpooledMessage Message(Row row) => new(row.Seq, Guid.Parse(row.MessageId), SpooledMessage.Read(row.Kind, row.Body), row.Trace, row.Body.Length);

    private sealed record Place(long Seq);

    private sealed record Size
    {
        public long Seq { get; init; }
        public long Bytes { get; init; }
    }

    private sealed record Row
    {
        public long Seq { get; init; }
        public string MessageId { get; init; } = "";
        public string Kind { get; init; } = "";
        public byte[] Body { get; init; } = [];
        public string? Trace { get; init; }
    }
}
