using System.Globalization;
using Delight.Contracts;
using Delight.Ledger.Standing;
using Delight.Platform.Store;

namespace Delight.Ledger.Finding;

/// <summary>One order in a list; ids are strings, since they exceed what JavaScript counts exactly.</summary>
/// <param name="Ordinal">Its place among the customer's counting orders; absent when it does not count.</param>
/// <param name="NotCounting">Why it does not count, as a sentence's second half; absent when it counts.</param>
/// <param name="Imported">From before Delight: it is counted, and brings no gift.</param>
internal sealed record OrderView(
    string Shop, string OrderId, string OrderName, string? CustomerId, DateTimeOffset CreatedAt, long? Ordinal, bool Counts, string? NotCounting, AmountView Total, bool Imported)
{
    public static OrderView Of(OrderRow row) => new(
        row.Shop, Id(row.OrderId)!, row.OrderName, Id(row.CustomerId), Instant.FromStore(row.CreatedAt), row.Ordinal, row.Counts, row.NotCounting,
        AmountView.Of(new Money(row.TotalMinor, row.Currency)), row.History);

    internal static string? Id(long? id) => id?.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Amount">In whole units of the currency.</param>
/// <param name="Currency">ISO 4217 code.</param>
internal sealed record AmountView(decimal Amount, string Currency)
{
    public static AmountView Of(Money money) => new(money.Amount(), money.Currency);
}
