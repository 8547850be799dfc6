using Delight.Receiver.Keeping;

namespace Delight.Receiver.Spooled;

/// <summary>A person's hand in the spool: entries are handed over now, or discarded, some at a time.</summary>
internal sealed class SpoolDesk(Spool spool, SpoolView view, SpoolHandover handover, WaitingCauses causes)
{
    private const int AtOnce = 64;

    /// <summary>Hands over what is chosen, and gives up when nothing of a page goes: what hinders these will hinder the rest.</summary>
    public Task ReplayAsync(SpoolChoice choice, CancellationToken cancellationToken) => OnPagesAsync(choice, async places =>
    {
        // Read only now: what went while it was being taken is no longer among them.
        var entries = await spool.ReadAsync(places, cancellationToken);
        var says = await Task.WhenAll(entries.Select(e => handover.HandOverAsync(e, cancellationToken)));
        return says.Length == 0 || says.Any(s => s is null);
    }, cancellationToken);

    /// <returns>How many are gone, of which none was handed over.</returns>
    public async Task<long> DiscardAsync(SpoolChoice choice, CancellationToken cancellationToken)
    {
        var discarded = 0L;
        await OnPagesAsync(choice, async places =>
        {
            var gone = await Task.WhenAll(places.Select(seq => spool.RemoveAsync(seq, () => causes.Left(seq))));
            discarded += gone.Count(g => g);
            return true;
        }, cancellationToken);
        await spool.File.ForgetAsync(cancellationToken);
        return discarded;
    }

    /// <param name="work">Has these places in hand; says whether to go on.</param>
    private async Task OnPagesAsync(SpoolChoice choice, Func<IReadOnlyList<long>, Task<bool>> work, CancellationToken cancellationToken)
    {
        var after = 0L;
        var goesOn = true;
        while (goesOn && await view.PlacesAsync(choice, after, AtOnce, cancellationToken) is { Count: > 0 } places)
        {
            after = places[^1];
            await spool.InHand.TakeAsync(places, cancellationToken);
            try
            {
                goesOn = await work(places);
            }
            finally
            {
                spool.InHand.Return(places);
            }
        }
    }
}
