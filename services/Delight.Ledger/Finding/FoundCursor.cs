using System.Globalization;
using Delight.Ledger.Standing;

namespace Delight.Ledger.Finding;

/// <summary>The last order of a page of those that were found; shops may have orders with the same number and time.</summary>
internal sealed record FoundCursor(long CreatedAt, long OrderId, string Shop)
{
    public static FoundCursor Of(OrderRow last) => new(last.CreatedAt, last.OrderId, last.Shop);

    /// <returns>Nothing for a text that no page has given.</returns>
    public static FoundCursor? Parse(string text) =>
        text.Split('.', 3) is [var at, var order, { Length: > 0 } shop]
        && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var createdAt)
        && long.TryParse(order, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var orderId) ? new FoundCursor(createdAt, orderId, shop) : null;

    /// <summary>Whether an order comes later in the list.</summary>
    public bool IsBefore(OrderRow order) => (order.CreatedAt, order.OrderId).CompareTo((CreatedAt, OrderId)) switch
    {
        0 => string.CompareOrdinal(order.Shop, Shop) < 0,
        var place => place < 0,
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CreatedAt}.{OrderId}.{Shop}");
}
