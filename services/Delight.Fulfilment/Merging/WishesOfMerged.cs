using Delight.Fulfilment.Giving;
using Delight.Platform.Merging;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Merging;

/// <summary>Whoever was assigned to an arm stays there: where both were, the kept customer, else who was assigned first. What either
/// refuses or likes the customer does; of sizes the kept one's goes first.</summary>
internal sealed class WishesOfMerged : IKeptByCustomer
{
    public async Task MergeAsync(ISession session, OneCustomer customer)
    {
        var assigned = await session.EachAsync<object, Assignment>("select * from assignments where shop = @Shop and customer_id = @GoneId", customer.Moves);
        await session.EachAsync("""
            insert into assignments (shop, customer_id, rule, arm, salt, rule_version, order_id, at) values (@Shop, @CustomerId, @Rule, @Arm, @Salt, @RuleVersion, @OrderId, @At)
            on conflict (shop, customer_id, rule) do nothing
            """, [.. assigned.OrderBy(a => (a.At, a.CustomerId)).Select(a => a with { CustomerId = customer.KeptId })]);
        await session.EachAsync("delete from assignments where shop = @Shop and customer_id = @GoneId", customer.Moves);

        var gone = await session.EachAsync<object, Preferences>("select * from preferences where shop = @Shop and customer_id = @GoneId", customer.Moves);
        if (gone.Count > 0)
        {
            var kept = await session.FirstOrDefaultAsync<Preferences>("select * from preferences where shop = @Shop and customer_id = @KeptId", new { customer.Shop, customer.KeptId });
            await session.EachAsync(Preferences.Put, [gone.Aggregate((kept ?? Preferences.None) with { Shop = customer.Shop, CustomerId = customer.KeptId }, (all, one) => all.And(one))]);
            await session.EachAsync("delete from preferences where shop = @Shop and customer_id = @GoneId", customer.Moves);
        }
    }
}
