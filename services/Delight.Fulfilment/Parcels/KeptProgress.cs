using Delight.Platform.Gifts;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Parcels;

/// <summary>How far parcels are, as they are kept: what stands there may not have been told yet.</summary>
internal sealed class KeptProgress : IParcelProgress
{
    public async Task<ParcelProgress> OfAsync(ISession session, string shop, long orderId) =>
        await session.FirstOrDefaultAsync<Row>("select version, line_count from parcels where shop = @Shop and order_id = @OrderId", new { Shop = shop, OrderId = orderId }) is { } row
            ? new ParcelProgress(row.Version, row.LineCount > 0) : default;

    private sealed record Row
    {
        public long Version { get; init; }
        public long LineCount { get; init; }
    }
}
