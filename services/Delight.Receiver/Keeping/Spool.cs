using System.Diagnostics;
using System.Text.Json;
using Delight.Contracts;
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

    private readonly string _file;
    private readonly IStore _store;
    private readonly Coalescer<object, bool> _appends;
    private readonly Coalescer<object, bool> _removals;
    private readonly SemaphoreSlim _opening = new(1);
    private readonly SemaphoreSlim _arrived = new(0, 1);
    private FileStream? _claim;
    private long _count;

    public Spool(IOptions<SpoolSettings> settings)
    {
        _file = settings.Value.File();
        _store = FileStore.Open(_file, settings.Value.MostMegabytes, $"{SpoolSettings.Section}:{nameof(SpoolSettings.Path)}");
        _appends = Together("insert into spool (message_id, kind, body, trace) values (@MessageId, @Kind, @Body, @Trace)");
        _removals = Together("delete from spool where seq = @Seq");
    }

    /// <summary>Deliveries in it now.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Names this spool among those of all receivers; the same after a restart.</summary>
    public string Identity { get; private set; } = "";

    /// <summary>Returns when the message is on the disk.</summary>
    public async Task AppendAsync<T>(T message, Guid id)
        where T : class
    {
        await OpenAsync();
        await _appends.AddAsync(
            new { MessageId = id.ToString(), Kind = typeof(T).Name, Body = JsonSerializer.SerializeToUtf8Bytes(message), Trace = Activity.Current?.Id },
            CancellationToken.None);
        Interlocked.Increment(ref _count);
        Signal();
    }

    /// <summary>The oldest after a place, in their order: fewer than asked for when they are large, one at least.</summary>
    public async Task<IReadOnlyList<SpooledMessage>> ReadAsync(long afterSeq, int most, CancellationToken cancellationToken)
    {
        await OpenAsync();
        var rows = await _store.ReadAsync(async session =>
        {
            var sizes = await session.QueryAsync<Size>(
                "select seq, length(body) as bytes from spool where seq > @AfterSeq order by seq limit @Most", new { AfterSeq = afterSeq, Most = most });
            return sizes.Count == 0 ? [] : await session.QueryAsync<Row>(
                "select seq, message_id, kind, body, trace from spool where seq > @AfterSeq and seq <= @UpTo order by seq", new { AfterSeq = afterSeq, UpTo = LastOfPage(sizes) });
        }, cancellationToken);
        return [.. rows.Select(r => new SpooledMessage(r.Seq, Guid.Parse(r.MessageId), Message(r.Kind, r.Body), r.Trace, r.Body.Length))];
    }

    /// <param name="removed">Called when it is gone from the disk and still in <see cref="Count"/>.</param>
    public async Task RemoveAsync(long seq, Action removed)
    {
        await _removals.AddAsync(new { Seq = seq }, CancellationToken.None);
        removed();
        Interlocked.Decrement(ref _count);
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
            await OpenAsync();
            await _store.WriteAsync(async session =>
            {
                await session.ScriptAsync("update identity set id = id");
            }, cancellationToken);
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Explain(failure);
        }
    }

    public string Explain(Exception failure) => failure is SpoolInUseException ? failure.Message : "The spool: " + _store.Explain(failure);

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
                Claim();
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
        _claim?.Dispose();
    }

    /// <summary>Runs a statement once for each row, for all rows that wait in one transaction.</summary>
    private Coalescer<object, bool> Together(string sql) => new(async (rows, cancellationToken) =>
    {
        await _store.WriteAsync(session => session.EachAsync(sql, rows), cancellationToken);
        return new bool[rows.Count];
    });

    private void Claim()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        try
        {
            _claim ??= new FileStream(_file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(_file + ".lock"))
        {
            throw new SpoolInUseException($"The spool {_file} is in use by another receiver. Give each its own Delight:Spool:Path.");
        }
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

    private static object Message(string kind, byte[] body)
    {
        try
        {
            return kind switch
            {
                nameof(OrderSeen) => JsonSerializer.Deserialize<OrderSeen>(body)!,
                nameof(DeliveryQuarantined) => JsonSerializer.Deserialize<DeliveryQuarantined>(body)!,
                nameof(PrivacyRequested) => JsonSerializer.Deserialize<PrivacyRequested>(body)!,
                _ => new Unreadable(kind, body, "this version of Delight does not know it."),
            };
        }
        catch (JsonException broken)
        {
            return new Unreadable(kind, body, broken.Message);
        }
    }

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

/// <param name="Trace">The W3C trace parent of the request that brought it.</param>
/// <param name="Bytes">As it lay on the disk.</param>
internal sealed record SpooledMessage(long Seq, Guid Id, object Message, string? Trace, int Bytes);

/// <summary>Something that stood on the disk and cannot be handed over as what it was.</summary>
internal sealed record Unreadable(string Kind, byte[] Body, string Reason);

/// <summary>Two receivers would hand over the same deliveries.</summary>
internal sealed class SpoolInUseException(string message) : IOException(message);
