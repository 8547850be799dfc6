using static Delight.Shopify.ShopifyShopSettings;

namespace Delight.Shopify.Checks;

/// <summary>What this app has to be granted, and what for.</summary>
/// <param name="Lacks">What goes without, as a sentence.</param>
/// <param name="Or">Does it too, for another kind of shop.</param>
/// <param name="For">The way of writing into the shop's orders that it is needed for; none when it is needed in any case.</param>
internal sealed record WantedScope(string Handle, bool IsNeeded, string Lacks, WriteBackSettings For = WriteBackSettings.None, string? Or = null)
{
    private static readonly WantedScope[] All =
    [
        new("read_orders", true, "No order comes, neither by webhook nor otherwise."),
        new("read_customers", true, "Orders that are fetched name no customer, and nothing can be counted."),
        new("read_all_orders", false, "Orders older than 60 days are not shown: a history that is fetched is short, and customers count from too low."),
        new("read_customer_merge", false, "Two customers that the shop makes one stay two here."),
        new("write_orders", true, "WriteBack Note writes nothing into the shop's orders.", WriteBackSettings.Note),
        new("write_order_edits", true, "WriteBack OrderEdit writes nothing into the shop's orders.", WriteBackSettings.OrderEdit),
        new("write_merchant_managed_fulfillment_orders", true, "WriteBack Hold holds nothing back.", WriteBackSettings.Hold, Or: "write_third_party_fulfillment_orders"),
    ];

    /// <summary>Whoever may write may read too.</summary>
    public static IReadOnlyList<Finding> Look(IReadOnlySet<string> granted, WriteBackSettings writes)
    {
        WantedScope[] wanted = [.. All.Where(s => writes.HasFlag(s.For))];
        Finding[] missing = [.. wanted.Where(s => s.In(granted) is null).Select(s => s.Missing())];
        return missing.Length > 0 ? missing : [Finding.Ok("scopes", $"All that is needed: {string.Join(", ", wanted.Select(s => s.In(granted)))}.")];
    }

    private string? In(IReadOnlySet<string> granted) => granted.Contains(Handle) || granted.Contains(Handle.Replace("read_", "write_", StringComparison.Ordinal)) ? Handle
        : Or is not null && granted.Contains(Or) ? Or : null;

    private Finding Missing()
    {
        var says = $"{Handle}{(Or is null ? "" : $" (or {Or}, where others send the shop's parcels)")} is not granted. {Lacks} Add it to the app's scopes, and install the app again or let the shop agree.";
        return IsNeeded ? Finding.Wrong("scopes", says) : Finding.Warning("scopes", says);
    }
}
