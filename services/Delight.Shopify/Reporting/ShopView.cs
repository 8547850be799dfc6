namespace Delight.Shopify.Reporting;

/// <summary>How a shop's orders come here besides by webhook.</summary>
internal sealed record ShopView
{
    public required string Shop { get; init; }

    /// <summary>What changed since is compared with the ledger; null before the first look.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>That what is posted in the shop's name is refused and nothing was ever taken, and what to do, as sentences; null where that is not so.</summary>
    public required string? DeliveriesRefused { get; init; }
    public required ReconciliationView Reconciliation { get; init; }
    public required OrdinalsView Ordinals { get; init; }

    public required WriteBackView WriteBack { get; init; }

    /// <summary>Null when nobody has asked for the history.</summary>
    public required BackfillView? Backfill { get; init; }
}

/// <summary>The comparison of what changed at the shop with the ledger.</summary>
internal sealed record ReconciliationView
{
    /// <summary>States of orders, and merges of customers, of which no webhook had come, in all.</summary>
    public required long Missed { get; init; }

    /// <summary>Of these, in the last 24 hours.</summary>
    public required long MissedLastDay { get; init; }

    /// <summary>What changed until then has been compared.</summary>
    public required DateTimeOffset? Watermark { get; init; }

    /// <summary>When the last comparison ended; null before the first.</summary>
    public required DateTimeOffset? LastAt { get; init; }

    /// <summary>Orders that it looked at.</summary>
    public required long Looked { get; init; }

    /// <summary>Of these, how many had been missed.</summary>
    public required long Found { get; init; }
    public required DateTimeOffset? NextAt { get; init; }
    public required bool IsRunning { get; init; }

    /// <summary>Why the last one could not be made, as a sentence.</summary>
    public required string? Fault { get; init; }

    /// <summary>Orders that changed at the shop and cannot be read, so that they did not come.</summary>
    public required long LeftOut { get; init; }

    /// <summary>Which they are, and why, as sentences; null when there are none.</summary>
    public required string? LeftOutSays { get; init; }
}

/// <param name="At">When ordinals were held beside the platform's own count; null before the first time.</param>
/// <param name="Compared">How many.</param>
/// <param name="Drifting">Of these, how many differ without it being right so.</param>
/// <param name="Causes">Why they differ.</param>
internal sealed record OrdinalsView(DateTimeOffset? At, long Compared, int Drifting, IReadOnlyList<DriftView> Causes);

/// <param name="Cause">no-history, history-limited, not-counting (which is right so), merged or unknown.</param>
/// <param name="Says">The cause as a sentence, with what to do.</param>
/// <param name="Some">The first few of the orders.</param>
internal sealed record DriftView(string Cause, string Says, int Orders, IReadOnlyList<DriftedOrder> Some);

/// <param name="Ours">The ordinal here.</param>
/// <param name="Theirs">The platform's <c>customerOrderIndex</c>.</param>
internal sealed record DriftedOrder(string OrderId, string OrderName, long Ours, long Theirs);
