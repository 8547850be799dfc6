using System.Threading.Channels;

namespace Delight.Platform.Store;

/// <summary>Many callers, one transaction: whatever waits is worked off together, and one by one when that fails,
/// so that a bad item fails only its own caller.</summary>
/// <param name="work">Returns one result for each item, in their order.</param>
/// <param name="most">The most items of one piece of work.</param>
public sealed class Coalescer<TItem, TResult>(Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<TResult>>> work, int most = 200)
    : IAsyncDisposable
{
    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(4 * most));
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task? _worker;

    public async Task<TResult> AddAsync(TItem item, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _worker ??= Task.Run(WorkAsync, CancellationToken.None);
        }

        var waiting = new Waiting(item);
        await _waiting.Writer.WriteAsync(waiting, cancellationToken);
        return await waiting.Done.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await (_worker ?? Task.CompletedTask);
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        var batch = new List<Waiting>(most);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < most && _waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            if (!await TryAsync(batch, last: batch.Count == 1) && batch.Count > 1)
            {
                foreach (var one in batch)
                {
                    await TryAsync([one], last: true);
                }
            }
        }
    }

    private async Task<bool> TryAsync(List<Waiting> batch, bool last)
    {
        try
        {
            var results = await work([.. batch.Select(w => w.Item)], _stop.Token);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Done.TrySetResult(results[i]);
            }

            return true;
        }
        catch (Exception failure)
        {
            // Handed to the callers, each of whom decides on retry.
            if (last)
            {
                batch.ForEach(w => w.Done.TrySetException(failure));
            }

            return false;
        }
    }

    private sealed record Waiting(TItem Item)
    {
        public TaskCompletionSource<TResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
