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

    /// <summary>Messages given to the bus for good since the run began.</summary>
    public required long HandedOver { get; init; }

    /// <summary>Requests refused (bad signature, unknown shop, too large, not kept) since the run began.</summary>
    public required long Refused { get; init; }

    /// <summary>Authentic deliveries of topics of no interest since the run began.</summary>
    public required long Ignored { get; init; }
    public required bool Stopped { get; init; }
}

public static class Intake
{
    /// <summary>The name of the sum of messages that this run of a receiver sent and that were taken in.</summary>
    public static string TakenFrom(string receiver) => "taken/" + receiver;

    public static Task ReportAsync(this ISession session, IntakeReport report) => session.EachAsync("""
        insert into intake (receiver, spool, spooled, handed_over, refused, ignored, reports, stopped)
        values (@Receiver, @Spool, @Spooled, @HandedOver, @Refused, @Ignored, 1, @Stopped)
        on conflict (receiver) do update set spooled = excluded.spooled, handed_over = excluded.handed_over,
            refused = excluded.refused, ignored = excluded.ignored, reports = intake.reports + 1, stopped = excluded.stopped
        """, [report]);

    /// <summary>Closes the books of earlier runs with the same spool, which ended without doing so.</summary>
    public static Task SucceedAsync(this ISession session, IntakeReport report) => session.EachAsync(
        "update intake set stopped = true, spooled = 0 where spool = @Spool and receiver <> @Receiver", [report]);
}
