using Delight.Platform.Store;

namespace Delight.Platform.Work;

/// <summary>What one run of a receiving process says of itself.</summary>
public sealed record IntakeReport
{
    public required string Receiver { get; init; }

    /// <summary>Names its spool; a later run with the same spool takes over what an earlier one left.</summary>
    public required string Spool { get; init; }

    /// <summary>Deliveries in its spool now.</summary>
    public required long Spooled { get; init; }

    /// <summary>Messages given to the bus for good since the run began, by the run that took them in: this one, or an
    /// earlier one with the same spool.</summary>
    public required IReadOnlyDictionary<string, long> HandedOver { get; init; }

    /// <summary>Requests refused (bad signature, unknown shop, too large, not kept) since the run began.</summary>
    public required long Refused { get; init; }

    /// <summary>Authentic deliveries of topics of no interest since the run began.</summary>
    public required long Ignored { get; init; }
    public required bool Stopped { get; init; }
}

public static class Intake
{
    private const string HandedOverFrom = "handed-over/";
    private const string Taken = "taken/";
    private const string Again = "again";
    private const string Replay = "replay/";

    /// <summary>The name of the sum of messages that this run of a receiver sent and that were taken in.</summary>
    public static string TakenFrom(string receiver) => Taken + receiver;

    /// <summary>Takes a receiver's place for one delivery that a person hands over again.</summary>
    public static string ReplayOf(string deliveryId) => Replay + deliveryId;

    internal static bool IsReplay(string receiver) => receiver.StartsWith(Replay, StringComparison.Ordinal);

    /// <summary>A person hands over again what had been set aside: on its way until it is taken in, however often it is handed over.</summary>
    /// <param name="receiver">Names this one delivery.</param>
    public static Task HandOverAgainAsync(this ISession session, string receiver) => session.SetAsync(Again, [(HandedOverFrom + receiver, 1)]);

    /// <summary>Nobody will take it in.</summary>
    public static Task ForgetHandoversAsync(this ISession session, IEnumerable<string> receivers) => session.EachAsync<object>(
        "delete from counters where shop = '' and name = @Name", [.. receivers.SelectMany(r => new[] { HandedOverFrom + r, TakenFrom(r) }).Select(n => new { Name = n })]);

    public static async Task ReportAsync(this ISession session, IntakeReport report)
    {
        await session.EachAsync("""
            insert into intake (receiver, spool, spooled, refused, ignored, reports, stopped)
            values (@Receiver, @Spool, @Spooled, @Refused, @Ignored, 1, @Stopped)
            on conflict (receiver) do update set spooled = excluded.spooled, refused = excluded.refused, ignored = excluded.ignored,
                reports = intake.reports + 1, stopped = excluded.stopped
            """, [report]);
        await session.SetAsync(report.Receiver, report.HandedOver.Select(h => (HandedOverFrom + h.Key, h.Value)));
    }

    /// <summary>What each receiver has in its spool, of all that run or left something behind.</summary>
    public static Task<IReadOnlyList<SpoolDepth>> SpoolsAsync(this ISession session) =>
        session.QueryAsync<SpoolDepth>("select receiver, spooled from intake where not stopped order by receiver");

    /// <summary>What receivers accepted, as they last reported, held beside what was taken in; what was handed over again is no part of it.</summary>
    /// <returns>How many messages were taken in so far, and how many are in spools or on the bus.</returns>
    public static async Task<(long Taken, long UnderWay)> BacklogAsync(this ISession session)
    {
        var spooled = (await session.SpoolsAsync()).Sum(s => s.Spooled); // First: what is handed over meanwhile is then counted or taken in.
        var sums = (await session.SumsAsync()).Where(s => !IsReplay(s.Key[(s.Key.IndexOf('/', StringComparison.Ordinal) + 1)..])).ToDictionary();
        return (sums.Where(s => s.Key.StartsWith(Taken, StringComparison.Ordinal)).Sum(s => s.Value), spooled + OnTheWay(sums));
    }

    /// <summary>Messages on their way from the receivers to their first consumer.</summary>
    internal static long OnTheWay(IReadOnlyDictionary<string, long> sums) => sums
        .Where(s => s.Key.StartsWith(HandedOverFrom, StringComparison.Ordinal))
        .Sum(s => Math.Max(0, s.Value - sums.GetValueOrDefault(TakenFrom(s.Key[HandedOverFrom.Length..]))));

    /// <summary>Something was taken in from a receiver that has not said a word of itself.</summary>
    internal static bool HasUnreported(IReadOnlyDictionary<string, long> sums, IEnumerable<string> reported)
    {
        var known = reported.Select(TakenFrom).ToHashSet();
        return sums.Any(s => s.Value > 0 && s.Key.StartsWith(Taken, StringComparison.Ordinal) && !IsReplay(s.Key[Taken.Length..]) && !known.Contains(s.Key));
    }

    /// <summary>Everything that this run of a receiver sent was taken in.</summary>
    internal static bool IsTaken(IReadOnlyDictionary<string, long> sums, string receiver) =>
        sums.GetValueOrDefault(HandedOverFrom + receiver) == sums.GetValueOrDefault(TakenFrom(receiver));

    /// <summary>Parts of a sum that an owner says anew and does not add to.</summary>
    internal static bool IsSaid(string name) => name.StartsWith(HandedOverFrom, StringComparison.Ordinal);

    /// <summary>Closes the books of earlier runs with the same spool, which ended without doing so.</summary>
    /// <param name="countsLate">They may have handed over what they did not count; see <see cref="UncountedHandovers"/>.</param>
    public static Task SucceedAsync(this ISession session, IntakeReport report, bool countsLate) => session.EachAsync($"""
        update intake set stopped = true, spooled = 0 {(countsLate ? ", uncounted = true" : "")}
        where spool = @Spool and receiver <> @Receiver and not stopped
        """, [report]);
}
