using Delight.Shopify.Door;

namespace Delight.Shopify.WriteBack;

/// <summary>What came of one part of writing an order.</summary>
/// <param name="Order">As it is to be kept.</param>
internal sealed record Outcome(WrittenOrder Order)
{
    /// <summary>It was written, or taken back: a sentence for the story.</summary>
    public string? Written { get; init; }

    /// <summary>It cannot be written, and that will hardly change by itself: a sentence for the story.</summary>
    public string? NotWritten { get; init; }

    /// <summary>The shop may take yet what it refused: another app has the order in hand, or it is not to be seen yet.</summary>
    public bool MayPass { get; init; }

    /// <summary>The shop could not be asked, or its answer got lost.</summary>
    public Failure? Failure { get; init; }

    /// <summary>It is to be looked at again at this time, whatever else.</summary>
    public DateTimeOffset? Again { get; init; }

    /// <summary>An order that the shop does not show, or no longer.</summary>
    public static Outcome Gone(WrittenOrder order) => new(order) { NotWritten = "The shop does not show the order to this app (older than 60 days without the scope read_all_orders, or deleted): nothing is written into it." };
}
