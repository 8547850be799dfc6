using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Delight.Shopify.Documents;
using Delight.Shopify.Door;
using Delight.Shopify.Rounds;
using Microsoft.Extensions.Logging;

namespace Delight.Shopify.Reconciling;

/// <summary>Customers whom the shop made one, and no webhook had told of it: an order of theirs is another's at the shop, and the shop knows them no
/// more. A newer order moves itself; the merge moves all that they had. Noted first and handed over then, as <see cref="MissedOrders"/>.</summary>
internal sealed class MissedMerges(IShopAdmin admin, IStore store, IHandover handover, TimeProvider time, ILogger<MissedMerges> log)
{
    /// <param name="others">Orders of whoever stands here as their customer, and is another there.</param>
    /// <returns>How many merges had not been found before.</returns>
    /// <exception cref="ShopFailedException"/>
    public async Task<int> HandOverAsync(string shop, IEnumerable<OtherCustomer> others, CancellationToken cancellationToken)
    {
        var found = 0;
        foreach (var (there, here) in Signs(others))
        {
            if (await IsGoneAsync(shop, here, cancellationToken) && await HandOverAsync(shop, there, here, cancellationToken))
            {
                found++;
                Log.MissedMerge(log, shop, here, there);
            }
        }

        ReconcilingTelemetry.Missed(found);
        return found;
    }

    /// <summary>Of a merge, all orders are one customer's; orders that are several's were given away one by one, as was one that is newer.</summary>
    private static IEnumerable<(long There, long Here)> Signs(IEnumerable<OtherCustomer> others) =>
        from order in others
        group order by order.Here into ofOne
        where ofOne.Any(o => !o.IsNewer) && ofOne.Select(o => o.There).Distinct().Count() == 1
        select (ofOne.First().There, ofOne.Key);

    /// <summary>An order can also be given to another customer, while both go on. Who cannot be asked after is passed over.</summary>
    private async Task<bool> IsGoneAsync(string shop, long customer, CancellationToken cancellationToken)
    {
        var asked = await admin.SendAsync(shop, CustomerById.Document, CustomerById.Of(customer), Urgency.Background, cancellationToken);
        if (asked.Failure is { Kind: FailureKind.Refused or FailureKind.Unusable } failure)
        {
            Log.MergeNotKnown(log, customer, shop, failure.Sentence);
            return false;
        }

        return asked.OrThrow().Customer is null;
    }

    /// <returns>It had not been found before. Who was merged with somebody else already is left alone: that cannot be undone.</returns>
    private async Task<bool> HandOverAsync(string shop, long there, long here, CancellationToken cancellationToken)
    {
        var key = new Key(shop, there, here, Guid.NewGuid().ToString(), time.GetUtcNow().ToStore());
        if (await store.WriteAsync(session => NoteAsync(session, key), cancellationToken) is not { } row)
        {
            return false;
        }

        var delivery = row.ToDelivery();
        await handover.HandOverAsync(new CustomersMerged { Shop = shop, KeptCustomerId = there, MergedCustomerId = here, Delivery = delivery }, delivery.Id, cancellationToken);
        return await store.WriteAsync(session => CountAsync(session, key), cancellationToken);
    }

    private static async Task<NotedDelivery?> NoteAsync(ISession session, Key key)
    {
        await session.EachAsync("""
            insert into shopify_missed_merges (shop, kept_id, merged_id, delivery_id, found_at, handed_over)
            select @Shop, @KeptId, @MergedId, @DeliveryId, @FoundAt, false
            where not exists (select 1 from shopify_missed_merges where shop = @Shop and merged_id = @MergedId and kept_id <> @KeptId)
            on conflict (shop, kept_id, merged_id) do nothing
            """, [key]);
        if (await session.EachAsync<Key, NotedDelivery>("select delivery_id, found_at from shopify_missed_merges where shop = @Shop and kept_id = @KeptId and merged_id = @MergedId", [key]) is not [var row])
        {
            return null;
        }

        await session.HandOverAgainAsync(row.Receiver);
        return row;
    }

    private static async Task<bool> CountAsync(ISession session, Key key)
    {
        var isNew = (await session.EachAsync<Key, long>("""
            update shopify_missed_merges set handed_over = true where shop = @Shop and kept_id = @KeptId and merged_id = @MergedId and not handed_over
            returning kept_id
            """, [key])).Count > 0;
        await session.CountAsync([(key.Shop, MissedOrders.Sum, isNew ? 1 : 0)]);
        return isNew;
    }

    private sealed record Key(string Shop, long KeptId, long MergedId, string DeliveryId, long FoundAt);
}

/// <summary>An order that is another customer's at the shop than here.</summary>
/// <param name="There">Its customer at the shop.</param>
/// <param name="Here">Its customer in the ledger.</param>
/// <param name="IsNewer">It changed at the shop since, and moves itself.</param>
internal sealed record OtherCustomer(long There, long Here, bool IsNewer);
