using Delight.Platform.Gifts;
using Delight.Shopify.Documents;

namespace Delight.Shopify.WriteBack;

/// <summary>Which lines of a shop's order are ours.</summary>
internal static class OwnLines
{
    /// <summary>Those that are known, and what came of an edit of which nobody knows whether it was made. Where nothing is remembered of the order
    /// (the store was restored from an older copy, or its days were over), what looks like a gift of ours and is called like one that is wanted.</summary>
    public static WrittenOrder Find(WrittenOrder order, IReadOnlyList<WantedLine> wanted, IReadOnlyList<OrderForEdit.Line> lines) =>
        order.Own.Count > 0 || order.Intent is not null ? Planned(order, lines)
        : order.WithOwn(lines.Where(l => IsGift(l) && wanted.Any(w => w.Name == l.Title)).Select(l => l.Id));

    /// <summary>Lines that were not there before, cost nothing and are called like what was planned are ours.</summary>
    public static WrittenOrder Planned(WrittenOrder order, IReadOnlyList<OrderForEdit.Line> lines) => order.Planned is not { } planned ? order
        : order.WithOwn(order.Own.Concat(lines.Where(l => IsFree(l) && planned.Names.Contains(l.Title) && !planned.Before.Contains(l.Id)).Select(l => l.Id)));

    private static bool IsGift(OrderForEdit.Line line) => GiftLine.IsOurs(IsFree(line), line.Vendor, line.Sku, line.Taxable, line.RequiresShipping);

    private static bool IsFree(OrderForEdit.Line line) => line.OriginalUnitPriceSet.ShopMoney.Amount == 0;
}
