using System.Globalization;

namespace Delight.Ledger.Finding;

/// <summary>The place in a customer's row after which the next page begins.</summary>
internal sealed record RowCursor(long CreatedAt, long OrderId)
{
    public static RowCursor Start { get; } = new(long.MinValue, 0);

    /// <returns>Nothing for a text that no page has given.</returns>
    public static RowCursor? Parse(string? text) =>
        string.IsNullOrEmpty(text) ? Start
        : text.Split('.') is [var at, var order]
            && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var createdAt)
            && long.TryParse(order, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var orderId)
            ? new RowCursor(createdAt, orderId) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CreatedAt}.{OrderId}");
}
