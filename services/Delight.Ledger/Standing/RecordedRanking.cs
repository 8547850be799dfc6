using Delight.Contracts;

namespace Delight.Ledger.Standing;

/// <summary>Ranks a recorded history in memory as the ledger would have; nothing is kept.</summary>
internal static class RecordedRanking
{
    /// <returns>The orders that count, oldest first.</returns>
    public static IReadOnlyList<OrderRanked> Rank(IEnumerable<OrderSeen> history)
    {
        var newest = new Dictionary<OrderKey, OrderRow>();
        foreach (var row in history.Select(Snapshot.Row))
        {
            if (!newest.TryGetValue(row.Key, out var known) || Snapshot.IsNewer(row, known))
            {
                newest[row.Key] = row;
            }
        }

        var refunds = newest.Values.Where(r => r is { RefundedAt: not null, CustomerId: not null }).ToLookup(r => new CustomerKey(r.Shop, r.CustomerId!.Value), r => r.RefundedAt);
        var last = new Dictionary<CustomerKey, OrderRow>();
        var ranked = new List<OrderRanked>(newest.Count);
        foreach (var row in newest.Values.Where(r => r.Counts).OrderBy(r => r.CreatedAt).ThenBy(r => r.OrderId))
        {
            var customer = new CustomerKey(row.Shop, row.CustomerId!.Value);
            var before = last.GetValueOrDefault(customer);
            var standing = row with
            {
                Ordinal = (before?.Ordinal ?? 0) + 1,
                SpendMinor = (before?.SpendMinor ?? 0) + row.TotalMinor,
                FirstOrderAt = before?.FirstOrderAt ?? row.CreatedAt,
                PreviousOrderAt = before?.CreatedAt,
                LastRefundAt = refunds[customer].Where(at => at < row.CreatedAt).Max(),
                Version = 1,
            };
            last[customer] = standing;
            ranked.Add(standing.ToMessage());
        }

        return ranked;
    }
}
