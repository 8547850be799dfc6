using System.Globalization;
using Delight.Platform.Store;
using Delight.Shopify.Backfilling;

namespace Delight.Shopify.Reporting;

/// <summary>A shop's history on its way into the ledger.</summary>
internal sealed record BackfillView
{
    /// <summary>asked, exporting, reading, counting, done or failed.</summary>
    public required string State { get; init; }

    /// <summary>bulk: by a file that the platform makes; or pages.</summary>
    public required string Way { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Orders that were made before are history.</summary>
    public required DateTimeOffset MadeBefore { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>Orders that the platform has put into its file so far; 0 when it makes none.</summary>
    public required long Total { get; init; }

    /// <summary>Orders read.</summary>
    public required long Position { get; init; }

    /// <summary>Of these, how many had not been known.</summary>
    public required long Added { get; init; }

    /// <summary>Orders that make no sense, and were left out.</summary>
    public required long LeftOut { get; init; }

    /// <summary>Orders put into their customers' rows.</summary>
    public required long Counted { get; init; }

    /// <summary>The app may see orders of the last 60 days only.</summary>
    public required bool Limited { get; init; }
    public required DateTimeOffset? OldestOrderAt { get; init; }

    /// <summary>What it waits for, or why it failed.</summary>
    public required string? Fault { get; init; }

    /// <summary>All that as sentences for people.</summary>
    public required string Says { get; init; }

    public static BackfillView Of(BackfillRow row) => new()
    {
        State = row.State, Way = row.Way, AskedAt = Instant.FromStore(row.AskedAt), MadeBefore = row.Before, EndedAt = row.EndedAt is { } end ? Instant.FromStore(end) : null, Total = row.Total,
        Position = row.Position, Added = row.Added, LeftOut = row.LeftOut, Counted = row.Counted, Limited = row.Limited, OldestOrderAt = row.OldestAt is { } oldest ? Instant.FromStore(oldest) : null,
        Fault = row.Fault, Says = string.Join(' ', Sentences(row)),
    };

    private static IEnumerable<string> Sentences(BackfillRow row)
    {
        yield return row.State switch
        {
            BackfillState.Asked => "The history is asked for; a process with the role Shopify takes it up.",
            BackfillState.Exporting => $"The platform writes the orders into a file: {Number(row.Total)} so far.",
            BackfillState.Reading => $"{Number(row.Position)} orders are read.",
            BackfillState.Counting => $"{Number(row.Position)} orders are read, and put into their customers' rows.",
            BackfillState.Done => $"{Number(row.Position)} orders from before {row.Before:yyyy-MM-dd HH:mm} UTC were read, {Number(row.Added)} of them had not been known. They are counted, and bring no gifts.",
            _ => "The history is not in.",
        };
        if (row.Fault is not null)
        {
            yield return row.Fault;
        }

        if (row.LeftOut > 0)
        {
            yield return $"{Number(row.LeftOut)} make no sense, and were left out.";
        }

        if (row.Limited)
        {
            yield return $"The app may see orders of the last 60 days only{(row.OldestAt is { } oldest ? $" (the oldest here is of {Instant.FromStore(oldest):yyyy-MM-dd})" : "")}, so customers' older orders are not counted and ordinals start too low: "
                + "somebody's tenth order may be called the second. Ask the platform for the scope read_all_orders, install the app again, and run the verb backfill again.";
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
