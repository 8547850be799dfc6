using Delight.Ledger.Standing;
using Delight.Platform.Merging;
using Delight.Platform.Store;

namespace Delight.Ledger.Merging;

/// <summary>Two histories become one; so do the addresses under which orders of an import may still come.</summary>
internal sealed class OrdersOfMerged(OrderBook book) : IKeptByCustomer
{
    public async Task MergeAsync(ISession session, OneCustomer customer)
    {
        await session.EachAsync("update history_addresses set customer_id = @KeptId where shop = @Shop and customer_id = @GoneId", customer.Moves);
        await book.MergeAsync(session, customer);
    }
}
