using Delight.Platform.Store;
using Delight.Shopify.Documents;
using Delight.Shopify.Ledger;

namespace Delight.Shopify.Backfilling;

/// <summary>Gives orders to the ledger, a part at a time, from where it ended the last time: of a source that is read again from its beginning,
/// what is in is passed over.</summary>
internal sealed class HistoryFeed(OwnLedger ledger, BackfillRows rows)
{
    /// <summary>Orders in a part; never more are in memory.</summary>
    private const int Part = 1000;
    private const int LongestStatus = 64;
    private const decimal LargestTotal = 1_000_000_000_000;

    /// <param name="orders">From where the row stands; nothing for one that cannot be read.</param>
    /// <param name="position">How many orders of the source came before the first of them.</param>
    /// <returns>The row as it stands at their end.</returns>
    public async Task<BackfillRow> EnterAsync(BackfillRow row, IAsyncEnumerable<HistoricOrderFacts?> orders, long position, CancellationToken cancellationToken)
    {
        var taken = await ledger.PositionAsync(row.Shop, row.File, cancellationToken);
        var part = new List<HistoricOrder>(Part);
        await foreach (var order in orders.WithCancellation(cancellationToken))
        {
            if (order is null || Historic(order) is not { } historic)
            {
                row = row with { LeftOut = row.LeftOut + 1 };
                continue;
            }

            if (position++ < taken)
            {
                continue;
            }

            part.Add(historic);
            if (part.Count == Part)
            {
                row = await EnterAsync(row, part, position, cancellationToken);
            }
        }

        return part.Count == 0 ? row with { Position = Math.Max(row.Position, position) } : await EnterAsync(row, part, position, cancellationToken);
    }

    private async Task<BackfillRow> EnterAsync(BackfillRow row, List<HistoricOrder> part, long position, CancellationToken cancellationToken)
    {
        var added = await ledger.EnterAsync(row.Shop, row.File, position - part.Count, part, cancellationToken);
        var oldest = part.Min(o => o.CreatedAt).ToStore();
        part.Clear();
        return await rows.SaveAsync(row with { Position = position, Added = row.Added + added, OldestAt = Math.Min(row.OldestAt ?? long.MaxValue, oldest), Fault = null }, cancellationToken);
    }

    /// <returns>Nothing for what the ledger could make no sense of: it would refuse the whole part, each time.</returns>
    private static HistoricOrder? Historic(HistoricOrderFacts order)
    {
        var total = order.CurrentTotalPriceSet.ShopMoney;
        return order.LegacyResourceId < 1 || order.Customer?.LegacyResourceId < 1 || IsOfNoTime(order.CreatedAt) || (order.CancelledAt is { } cancelled && IsOfNoTime(cancelled))
            || order.DisplayFinancialStatus?.Length > LongestStatus || total.Amount is < 0 or > LargestTotal || total.CurrencyCode.Length != 3 || !total.CurrencyCode.All(char.IsAsciiLetterUpper) ? null : new HistoricOrder
        {
            Id = order.LegacyResourceId, Name = order.Name.Length > 255 ? order.Name[..255] : order.Name, CustomerId = order.Customer?.LegacyResourceId, CreatedAt = order.CreatedAt,
            CancelledAt = order.CancelledAt, FinancialStatus = order.DisplayFinancialStatus?.ToLowerInvariant(), Test = order.Test, RequiresShipping = order.RequiresShipping,
            Total = total.Amount, Currency = total.CurrencyCode,
        };
    }

    private static bool IsOfNoTime(DateTimeOffset time) => time.Year is < 1990 or > 2199;
}
