namespace Delight.Shopify.Reconciling;

/// <summary>Why the platform says another ordinal than the ledger; in the API and the table by these names.</summary>
internal static class DriftCause
{
    public const string NoHistory = "no-history";
    public const string Limited = "history-limited";
    public const string NotCounting = "not-counting";
    public const string Merged = "merged";
    public const string Unknown = "unknown";

    public static string Sentence(string cause) => cause switch
    {
        NoHistory => "The customers' orders from before Delight are not known here. Run the verb backfill.",
        Limited => "Orders older than 60 days were not shown to the backfill. Ask for the scope read_all_orders and run the verb backfill again.",
        NotCounting => "The platform counts orders that do not count here: cancelled, not yet paid, or refunded. Nothing is to be done.",
        Merged => "The platform counts fewer orders than there are here: customers may have been merged, or orders deleted.",
        _ => "Orders of these customers may have come from elsewhere, or customers may have been merged. Run the verb backfill again.",
    };
}
