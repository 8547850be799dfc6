using Delight.Platform.Bus;
using Delight.Platform.Store;

namespace Delight.Platform.Work;

/// <summary>Says what is not yet finished. It may fall to 0 late, never early: nothing is answered with 0 before every
/// receiver has looked at itself and reported after the question was asked.</summary>
public sealed class PendingWork(IStore store, Topology topology, IQueueDepths depths, TimeProvider time)
{
    private readonly UncountedHandovers _uncounted = new(store, topology, depths, time);

    /// <summary>How often a receiver reports.</summary>
    public static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(250);

    // A receiver that has been silent for this long may hold deliveries that nobody knows of.
    private static readonly TimeSpan Patience = 12 * ReportEvery;

    // The next report may have been made up before the question and written after it; the one after that was not.
    private const int ReportsToAwait = 2;

    /// <summary>Every role is in this process, so a receiver is: what it holds is not known to be nothing before it has said a word.</summary>
    public bool AwaitsReceiver { get; set; }

    public Task<PendingCount> CountAsync(CancellationToken cancellationToken) => CountAsync(null, cancellationToken);

    /// <param name="shop">For one shop: the answers owed to it, and one more while anything is on its way, since nobody knows whose
    /// it is before it is taken in. None named: everything.</param>
    public async Task<PendingCount> CountAsync(string? shop, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        var first = await store.ReadAsync(s => ReadAsync(s, shop), cancellationToken);
        var count = first;
        while (count.Pending == 0 && first.Receivers.Any(r => !HasReportedSince(r, count)))
        {
            if (time.GetElapsedTime(asked) > Patience)
            {
                return count with { Pending = 1 };
            }

            await Task.Delay(ReportEvery / 5, time, cancellationToken);
            count = await store.ReadAsync(s => ReadAsync(s, shop), cancellationToken);
        }

        if (count.Pending > 0)
        {
            return count;
        }

        if (AwaitsReceiver && count.Receivers.All(r => r.Stopped))
        {
            return count with { Pending = 1 };
        }

        // What was on its way to the store when the queues were looked at, and not in them any more, has come there by now.
        return await _uncounted.AreTakenAsync(Intake.HasUnreported(count.Sums, count.Receivers.Select(r => r.Name)), cancellationToken) ? await store.ReadAsync(s => ReadAsync(s, shop), cancellationToken) : count with { Pending = 1 };
    }

    /// <summary>The same at one look, for whoever wants the sums at once: what it says of pending may have fallen to 0 early.</summary>
    public Task<PendingCount> LookAsync(string? shop, CancellationToken cancellationToken) => store.ReadAsync(s => ReadAsync(s, shop), cancellationToken);

    private static bool HasReportedSince(Receiver asked, PendingCount now) => now.Receivers.FirstOrDefault(r => r.Name == asked.Name)
        is not { } receiver || receiver.Stopped || receiver.Reports >= asked.Reports + ReportsToAwait;

    private async Task<PendingCount> ReadAsync(ISession session, string? shop)
    {
        // Receivers first: what they handed over before their report is then already taken, or counted here.
        var receivers = await session.QueryAsync<Receiver>("select receiver as name, spooled, refused, ignored, reports, stopped from intake");
        var sums = await session.SumsAsync();
        var owed = await session.QueryAsync<Owed>(
            $"select worker, count(*) as number from work where not failed {(shop is null ? "" : "and shop = @Shop")} group by worker", new { Shop = shop });
        var intake = receivers.Sum(r => r.Spooled) + Intake.OnTheWay(sums);
        var workers = owed.Where(o => topology.Queues.Contains(o.Worker)).Sum(o => o.Number);
        return new PendingCount((shop is null ? intake : Math.Min(1, intake)) + workers, receivers.Sum(r => r.Refused), receivers.Sum(r => r.Ignored), intake, sums) { Receivers = receivers };
    }

    internal sealed record Receiver
    {
        public string Name { get; init; } = "";
        public long Spooled { get; init; }
        public long Refused { get; init; }
        public long Ignored { get; init; }
        public long Reports { get; init; }
        public bool Stopped { get; init; }
    }

    private sealed record Owed
    {
        public string Worker { get; init; } = "";
        public long Number { get; init; }
    }
}

/// <summary>A moment's sums, all from one look.</summary>
/// <param name="Pending">Spooled, waiting or in work at the first consumer, and answers still owed.</param>
/// <param name="InTransit">The part of it that has not yet reached the store.</param>
public sealed record PendingCount(long Pending, long Refused, long Ignored, long InTransit, IReadOnlyDictionary<string, long> Sums)
{
    internal IReadOnlyList<PendingWork.Receiver> Receivers { get; init; } = [];
}
