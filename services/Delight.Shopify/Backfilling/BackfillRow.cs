using Delight.Platform.Store;

namespace Delight.Shopify.Backfilling;

/// <summary>Where a backfill stands; in the API and the table by these names.</summary>
internal static class BackfillState
{
    public const string Asked = "asked";

    /// <summary>The platform writes its file.</summary>
    public const string Exporting = "exporting";

    /// <summary>Orders go into the ledger.</summary>
    public const string Reading = "reading";

    /// <summary>They are put into their customers' rows.</summary>
    public const string Counting = "counting";
    public const string Done = "done";
    public const string Failed = "failed";
}

/// <summary>A row of the table <c>shopify_backfills</c>; times as the store keeps them.</summary>
internal sealed record BackfillRow
{
    public const string InBulk = "bulk";
    public const string ByPages = "pages";

    public string Shop { get; init; } = "";
    public string State { get; init; } = "";
    public string Way { get; init; } = InBulk;
    public long AskedAt { get; init; }
    public long MadeBefore { get; init; }
    public string? Operation { get; init; }
    public string? Url { get; init; }
    public string File { get; init; } = "";
    public string? Cursor { get; init; }
    public long Position { get; init; }
    public long Total { get; init; }
    public long Added { get; init; }
    public long LeftOut { get; init; }
    public long Counted { get; init; }
    public long Attempts { get; init; }

    /// <summary>The line of the file in which it broke off the last time.</summary>
    public long? BrokeAt { get; init; }
    public bool Limited { get; init; }
    public long? OldestAt { get; init; }
    public long? EndedAt { get; init; }
    public string? Fault { get; init; }

    public bool IsDone => State == BackfillState.Done;

    public bool IsUnderWay => State is not (BackfillState.Done or BackfillState.Failed);

    public DateTimeOffset Before => Instant.FromStore(MadeBefore);

    /// <summary>Begins anew with another source: what is in the ledger already stays as it is there.</summary>
    public BackfillRow From(string way, string file) => this with { Way = way, File = file, Cursor = null, Position = 0, Total = 0, Url = null, BrokeAt = null };
}
