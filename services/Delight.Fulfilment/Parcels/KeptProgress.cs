using Delight.Platform.Gifts;
using Delight.Platform.Privacy;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Parcels;

/// <summary>How far parcels are, as they are kept: what stands there may not have been told yet.</summary>
internal sealed class KeptProgress : IParcelProgress
{
    public async Task<ParcelProgress> OfAsync(ISession session, string shop, long orderId) =>
        await session.FirstOrDefaultAsync<Row>($"""
            select version, line_count, (select count(*) from parcel_lines l where l.shop = p.shop and l.order_id = p.order_id and l.text = '{RemovedWords.Text}') as wordless
            from parcels p where shop = @Shop and order_id = @OrderId
            """, new { Shop = shop, OrderId = orderId }) is { } row ? new ParcelProgress(row.Version, row.LineCount > 0, row.Wordless > 0) : default;

    private sealed record Row
    {
        public long Version { get; init; }
        public long LineCount { get; init; }
        public long Wordless { get; init; }
    }
}
