using Delight.Contracts;
using Delight.Platform.Access;
using Delight.Platform.Bus;
using Delight.Platform.Failures;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Delight.Receiver.Payload;

namespace Delight.Receiver.Quarantine;

/// <summary>What was set aside: looked at, read once more after a fix, or discarded.</summary>
internal sealed class QuarantineDesk(IStore store, IHandover handover, OrderReader reader)
{
    private const int Page = 100;

    /// <summary>Gathered by shop, topic and reasons.</summary>
    /// <param name="text">What the reasons, the topic or the shop hold; absent for all.</param>
    public Task<IReadOnlyList<QuarantineGroup>> ListAsync(string? shop, CancellationToken cancellationToken, string? text = null, QuarantineOrder order = QuarantineOrder.Shop) =>
        store.ReadAsync(session => session.QueryAsync<QuarantineGroup>($"""
            select shop, topic, reasons, count(*) as deliveries, min(delivery_id) as oldest_id, min(received_at) as oldest, max(received_at) as newest from quarantine
            where (@Shop = '' or shop = @Shop) {(text is null ? "" : "and " + HeldText.In("reasons || ' ' || topic || ' ' || shop"))}
            group by shop, topic, reasons order by {Columns(order)}
            """, new { Shop = shop ?? "", Text = HeldText.Pattern(text) }), cancellationToken);

    /// <summary>One by one, the oldest first, without their bodies.</summary>
    public Task<IReadOnlyList<QuarantinedDelivery>> DeliveriesAsync(QuarantineGroup group, ListPart part, CancellationToken cancellationToken) =>
        store.ReadAsync(session => session.QueryAsync<QuarantinedDelivery>("""
            select delivery_id, shop, topic, received_at from quarantine
            where shop = @Shop and topic = @Topic and reasons = @Reasons
            order by delivery_id limit @Limit offset @First
            """, new { group.Shop, group.Topic, group.Reasons, part.Limit, part.First }), cancellationToken);

    private static string Columns(QuarantineOrder order) => order switch
    {
        QuarantineOrder.Deliveries => "deliveries desc, shop, topic, reasons",
        QuarantineOrder.Newest => "newest desc, shop, topic, reasons",
        QuarantineOrder.Oldest => "oldest, shop, topic, reasons",
        _ => "shop, deliveries desc, reasons, topic",
    };

    public Task<QuarantinedDelivery?> FindAsync(string deliveryId, string? shop, CancellationToken cancellationToken) => store.ReadAsync(session => session.FirstOrDefaultAsync<QuarantinedDelivery>(
        "select * from quarantine where delivery_id = @DeliveryId and (@Shop = '' or shop = @Shop)", new { DeliveryId = deliveryId, Shop = shop ?? "" }), cancellationToken);

    /// <summary>Reads each again as the receiver does; what can be understood now goes the way of every order, the rest stays.</summary>
    /// <param name="handled">Told of each that left the quarantine.</param>
    /// <returns>How many could still not be understood.</returns>
    public async Task<int> ReplayAsync(QuarantineSelection selection, Handled handled, CancellationToken cancellationToken)
    {
        var stillInvalid = 0;
        var after = "";
        while (await PageAsync(selection, after, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var row in page)
            {
                if (await HandOverAsync(row, row.ToDelivery(ReceiverOf(row)), cancellationToken))
                {
                    await RemoveAsync([row], cancellationToken);
                    handled.Add(1);
                }
                else
                {
                    stillInvalid++;
                }
            }

            after = page[^1].DeliveryId;
        }

        return stillInvalid;
    }

    /// <returns>False when it still cannot be understood.</returns>
    private async Task<bool> HandOverAsync(QuarantinedDelivery row, Delivery delivery, CancellationToken cancellationToken)
    {
        if (PrivacyPayload.Carries(row.Topic))
        {
            return PrivacyPayload.Read(row.Shop, delivery, row.Body).Request is { } request && await HandOverAsync(request, delivery, cancellationToken);
        }

        if (MergePayload.Carries(row.Topic))
        {
            return MergePayload.Read(row.Shop, delivery, row.Body).Merge is { } merge && await HandOverAsync(merge, delivery, cancellationToken);
        }

        return reader.Read(row.Shop, delivery, row.Body).Order is { } order && await HandOverAsync(order, delivery, cancellationToken);
    }

    private async Task<bool> HandOverAsync<T>(T message, Delivery delivery, CancellationToken cancellationToken)
        where T : class
    {
        await store.WriteAsync(session => session.HandOverAgainAsync(delivery.Receiver), cancellationToken);
        await handover.HandOverAsync(message, delivery.Id, cancellationToken);
        return true;
    }

    public async Task DiscardAsync(QuarantineSelection selection, Handled handled, CancellationToken cancellationToken)
    {
        while (await PageAsync(selection, "", cancellationToken) is { Count: > 0 } page)
        {
            handled.Add((await RemoveAsync(page, cancellationToken)).Count); // Somebody else may discard them at the same time.
            await store.WriteAsync(session => session.ForgetHandoversAsync(page.Select(ReceiverOf)), cancellationToken);
        }
    }

    /// <summary>Takes a receiver's place, each delivery for itself: handed over once more after a failure, it is pending once.</summary>
    private static string ReceiverOf(QuarantinedDelivery row) => Intake.ReplayOf(row.DeliveryId);

    private Task<IReadOnlyList<QuarantinedDelivery>> PageAsync(QuarantineSelection selection, string after, CancellationToken cancellationToken) => store.ReadAsync(session => session.QueryAsync<QuarantinedDelivery>("""
        select * from quarantine
        where delivery_id > @After and (@Shop = '' or shop = @Shop) and (@Topic = '' or topic = @Topic) and (@Reasons = '' or reasons = @Reasons) and (@DeliveryId = '' or delivery_id = @DeliveryId)
        order by delivery_id limit @Page
        """, new { After = after, Shop = selection.Shop ?? "", Topic = selection.Topic ?? "", Reasons = selection.Reasons ?? "", DeliveryId = selection.DeliveryId ?? "", Page }), cancellationToken);

    /// <returns>Those that were still there.</returns>
    private Task<IReadOnlyList<string>> RemoveAsync(IReadOnlyCollection<QuarantinedDelivery> rows, CancellationToken cancellationToken) => store.WriteAsync(
        session => session.EachAsync<QuarantinedDelivery, string>("delete from quarantine where delivery_id = @DeliveryId returning delivery_id", rows), cancellationToken);
}
