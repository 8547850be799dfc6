namespace Delight.Shopify.Reporting;

/// <summary>What was written into a shop's own orders of what goes into their parcels. The sums are of all times.</summary>
internal sealed record WriteBackView
{
    /// <summary>What the settings want: None, or some of Note, OrderEdit and Hold, with commas between.</summary>
    public required string Writes { get; init; }

    /// <summary>Times that lines were put into an order, or taken out again.</summary>
    public required long Edited { get; init; }

    /// <summary>Times that a note was written beside an order, or taken back.</summary>
    public required long Noted { get; init; }

    /// <summary>Times that an order was held back.</summary>
    public required long Held { get; init; }

    /// <summary>Times that one was let go again.</summary>
    public required long Released { get; init; }

    /// <summary>Times that an order could not be written, and would not become so by itself.</summary>
    public required long Refused { get; init; }

    /// <summary>Why orders that are still remembered could not be written when somebody last tried; the five most frequent reasons.</summary>
    public required IReadOnlyList<RefusalView> Refusals { get; init; }

    /// <summary>Orders that are held back now, until it is decided what goes into their parcels.</summary>
    public required long HeldNow { get; init; }

    /// <summary>Orders besides that are still to be written, or looked at once more.</summary>
    public required long Waiting { get; init; }

    /// <summary>Since when the oldest of these waits; null when none does.</summary>
    public required DateTimeOffset? OldestWaitingSince { get; init; }
}

/// <param name="Says">The reason as a sentence.</param>
/// <param name="Orders">How many orders it concerns.</param>
internal sealed record RefusalView(string Says, long Orders);
