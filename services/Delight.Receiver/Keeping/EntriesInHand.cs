namespace Delight.Receiver.Keeping;

/// <summary>Who works on which entry of the spool: the drain and a person never hand over or remove the same one at once,
/// and the drain never hands over what a person has removed since it read it.</summary>
internal sealed class EntriesInHand
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, TaskCompletionSource?> _taken = [];
    private long _visits;

    /// <summary>How often a person has had entries in hand. What was read before the last time may be gone.</summary>
    public long Visits => Interlocked.Read(ref _visits);

    /// <summary>For the drain.</summary>
    /// <param name="visits">As it was before the entry was read.</param>
    /// <returns>False when somebody else has it, or may have had it since.</returns>
    public bool TryTake(long seq, long visits)
    {
        lock (_gate)
        {
            return visits == _visits && _taken.TryAdd(seq, null);
        }
    }

    public void Release(long seq)
    {
        lock (_gate)
        {
            Free(seq);
        }
    }

    /// <summary>For a person: completes when all of them are in hand. Some may be gone by then.</summary>
    /// <param name="places">In ascending order, so that nobody waits in a circle.</param>
    public async Task TakeAsync(IReadOnlyList<long> places, CancellationToken cancellationToken)
    {
        for (var i = 0; i < places.Count; i++)
        {
            try
            {
                while (!TryTake(places[i], out var freed))
                {
                    await freed.WaitAsync(cancellationToken);
                }
            }
            catch
            {
                Return(places.Take(i));
                throw;
            }
        }
    }

    /// <summary>The drain begins with the oldest again: what was left here is its own once more, what is gone it has to forget.</summary>
    public void Return(IEnumerable<long> places)
    {
        lock (_gate)
        {
            _visits++;
            foreach (var seq in places)
            {
                Free(seq);
            }
        }
    }

    /// <param name="freed">Completes when whoever has it lets it go.</param>
    private bool TryTake(long seq, out Task freed)
    {
        lock (_gate)
        {
            var isTaken = _taken.TryAdd(seq, null);
            freed = isTaken ? Task.CompletedTask : (_taken[seq] ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            return isTaken;
        }
    }

    private void Free(long seq)
    {
        if (_taken.Remove(seq, out var awaited))
        {
            awaited?.SetResult();
        }
    }
}
