using System.Diagnostics;
using System.Text.Json;
using Delight.Platform.Store;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Keeping;

/// <summary>Deliveries that nobody else keeps yet: one file, many deliveries to a flush.</summary>
internal sealed class Spool : IAsyncDisposable
{
    // Five hundred orders have some 500 KB; a delivery that was set aside may have 7 MB.
    private const long MostBytesOfPage = 4 * 1024 * 1024;

    private readonly Coalescer<object, bool> _appends;
    private readonly Coalescer<Place, bool> _removals;
    private readonly SemaphoreSlim _arrived = new(0, 1);
    private long _count;

    public Spool(IOptions<SpoolSettings> settings)
        : this(settings, FileStore.Open(settings.Value.File(), settings.Value.MostMegabytes, $"{SpoolSettings.Section}:{nameof(SpoolSettings.Path)}"))
    {
    }

    internal Spool(IOptions<SpoolSettings> settings, IStore store)
    {
        File = new SpoolFile(settings.Value.File(), store, found => Interlocked.Add(ref _count, found));
        _appends = new(AppendAsync);
        _removals = new(RemoveAsync);
    }

    public SpoolFile File { get; }

    /// <summary>Deliveries in it now.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Who works on which of them.</summary>
    public EntriesInHand InHand { get; } = new();

    /// <summary>Returns when the message is on the disk.</summary>
    /// <param name="cancellationToken">Ends the wait; what had begun may still come to lie there.</param>
    public async Task AppendAsync<T>(T message, Guid id, CancellationToken cancellationToken = default)
        where T : class
    {
        await File.OpenAsync().WaitAsync(cancellationToken);
        await _appends.AddAsync(
            new { MessageId = id.ToString(), Kind = typeof(T).Name, Body = JsonSerializer.SerializeToUtf8Bytes(message), Trace = Activity.Current?.Id },
            cancellationToken);
    }

    /// <summary>The oldest after a place, in their order: fewer than asked for when they are large, one at least.</summary>
    public async Task<IReadOnlyList<SpooledMessage>> ReadAsync(long afterSeq, int most, CancellationToken cancellationToken)
    {
        var rows = await File.LookAsync(async session =>
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
        var rows = await File.LookAsync(s => s.QueryAsync<Row>(
            "select seq, message_id, kind, body, trace from spool where seq in (select value from json_each(@Places)) order by seq",
            new { Places = JsonSerializer.Serialize(places) }), cancellationToken);
        return [.. rows.Select(Message)];
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

    /// <summary>Completes when something was added, or the time is over.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken cancellationToken) => _arrived.WaitAsync(most, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _appends.DisposeAsync();
        await _removals.DisposeAsync();
        await File.DisposeAsync();
        _arrived.Dispose();
    }

    /// <summary>All that wait in one transaction; counted here, since whoever brought them may no longer wait for it.</summary>
    private async Task<IReadOnlyList<bool>> AppendAsync(IReadOnlyList<object> rows, CancellationToken cancellationToken)
    {
        await File.WriteAsync(session => session.EachAsync("insert into spool (message_id, kind, body, trace) values (@MessageId, @Kind, @Body, @Trace)", rows), cancellationToken);
        Interlocked.Add(ref _count, rows.Count);
        Signal();
        return new bool[rows.Count];
    }

    private async Task<IReadOnlyList<bool>> RemoveAsync(IReadOnlyList<Place> places, CancellationToken cancellationToken)
    {
        var gone = await File.WriteAsync(session => session.EachAsync<Place, long>("delete from spool where seq = @Seq returning seq", places), cancellationToken);
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
