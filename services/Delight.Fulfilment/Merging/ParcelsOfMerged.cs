using Delight.Fulfilment.Parcels;
using Delight.Platform.Merging;
using Delight.Platform.Store;
using Delight.Platform.Story;

namespace Delight.Fulfilment.Merging;

/// <summary>Parcels are the kept customer's, packed or not, and so is what left in them: no open parcel keeps a gift that left with another of
/// the customer's for the same place. What else is in open parcels follows when the rules answer the new standing.</summary>
internal sealed class ParcelsOfMerged(TimeProvider time) : IKeptByCustomer
{
    private const string Open = "select shop, order_id from parcels where shop = @Shop and customer_id = @KeptId and state = 'open' and closing_until is null and line_count > 0 order by ordered_at, order_id";

    public async Task MergeAsync(ISession session, OneCustomer customer)
    {
        await session.EachAsync("update parcels set customer_id = @KeptId where shop = @Shop and customer_id = @GoneId", customer.Moves);
        await session.EachAsync("update held_answers set customer_id = @KeptId where shop = @Shop and customer_id = @GoneId", customer.Moves);
        await MoveGivenAsync(session, customer);
        await GiveWayAsync(session, customer);
    }

    /// <summary>Where both had the same gift for the same place, the row of the one who is gone stays: it says whom that parcel was packed for.</summary>
    private static async Task MoveGivenAsync(ISession session, OneCustomer customer)
    {
        await session.EachAsync("""
            insert into given (shop, customer_id, rule, ordinal, order_id)
            select shop, @KeptId, rule, ordinal, order_id from given where shop = @Shop and customer_id = @GoneId
            on conflict (shop, customer_id, rule, ordinal) do nothing
            """, customer.Moves);
        await session.EachAsync("""
            delete from given where shop = @Shop and customer_id = @GoneId and exists (
                select 1 from given k where k.shop = given.shop and k.customer_id = @KeptId and k.rule = given.rule and k.ordinal = given.ordinal and k.order_id = given.order_id)
            """, customer.Moves);
    }

    private async Task GiveWayAsync(ISession session, OneCustomer customer)
    {
        var open = await session.QueryAsync<OrderKey>(Open, new { customer.Shop, customer.KeptId });
        var inHand = await ParcelsInHand.HoldAsync(session, open, []);
        var (story, now) = (new List<StoryLine>(), time.GetUtcNow());
        foreach (var parcel in open.Select(inHand.Get).ToArray())
        {
            await GivingWay.CatchUpAsync(session, inHand, parcel, story, now);
            if (inHand.IsChanged(parcel))
            {
                inHand.Touch(parcel);
            }
        }

        await inHand.SaveAsync(session, now);
        await session.TellAsync(story);
        await ParcelTable.ToBeToldAsync(session, [.. inHand.Touched.Select(ParcelTable.KeyOf)]);
    }
}
