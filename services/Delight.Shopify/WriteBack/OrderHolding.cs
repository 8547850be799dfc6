using System.Globalization;
using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Gifts;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Delight.Shopify.Documents;

namespace Delight.Shopify.WriteBack;

/// <summary>Holds an order back at the shop until its parcel is decided, and lets it go in any case when its time is over. Holds are found by
/// their handle, so that it does not matter who placed them and whether that process knew it did.</summary>
internal sealed class OrderHolding(WrittenTable table, IStore store, IParcelProgress parcels, Topology topology, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private readonly string[] _rules = [.. topology.Queues.Where(Queues.IsRules)];

    /// <param name="isOn">The shop wants orders to be held; what is held already is let go all the same.</param>
    /// <param name="isWritten">All that is known to be in the parcel stands in the order.</param>
    public async Task<Outcome> HoldOrLetGoAsync(ShopTalk shop, WrittenOrder order, bool isOn, bool isWritten, CancellationToken cancellationToken)
    {
        if (order.HeldUntil is not { } until)
        {
            return new Outcome(order);
        }

        var now = time.GetUtcNow();
        var isOver = now >= until;
        var holds = isOn && !isOver && (!isWritten || await IsOpenAsync(order, cancellationToken));
        var again = now + LookEvery < until ? now + LookEvery : until;
        if (!holds && order.HoldOver == HoldState.NotYet)
        {
            return new Outcome(order with { HoldOver = HoldState.Over });
        }

        if (holds && order is { HoldOver: HoldState.Held, Lost: 0 })
        {
            return new Outcome(order) { Again = again };
        }

        var read = await shop.AskAsync(OrderHolds.Document, OrderHolds.Of(order.OrderId));
        if (!read.IsUsable)
        {
            return new Outcome(order) { Failure = read.Failure };
        }

        return read.Value.Order is not { } found
            ? holds ? new Outcome(order) { Again = again } : Outcome.Gone(order with { HoldOver = HoldState.Over }) // A shop may show an order later than it tells of it.
            : holds ? await HoldAsync(shop, order, found, again, cancellationToken)
            : await LetGoAsync(shop, order, found, isOver);
    }

    /// <summary>Some rule has not answered, or what came of it has not reached us.</summary>
    private Task<bool> IsOpenAsync(WrittenOrder order, CancellationToken cancellationToken) => store.ReadAsync(async session =>
    {
        if ((await session.OwedAsync(_rules.Select(r => (order.Shop, order.OrderId, r)))).Count > 0)
        {
            return true;
        }

        var parcel = await parcels.OfAsync(session, order.Shop, order.OrderId); // After what is owed: an answer and what came of it are entered in one transaction.
        return parcel.Version > order.Version && (parcel.HasLines || order.Wanted.Count > 0);
    }, cancellationToken);

    private async Task<Outcome> HoldAsync(ShopTalk shop, WrittenOrder order, OrderHolds.Facts found, DateTimeOffset again, CancellationToken cancellationToken)
    {
        order = order with { HoldOver = HoldState.Perhaps };
        if (!await table.NoteAsync(order, cancellationToken))
        {
            return new Outcome(order) { Failure = new(Door.FailureKind.NotReached, "Somebody else has the order in hand.") };
        }

        var held = false;
        foreach (var part in found.FulfillmentOrders.Nodes.Where(p => p.Status is "OPEN" or "ON_HOLD" or "SCHEDULED" && !Ours(order, p).Any()))
        {
            var answer = await shop.AskAsync(HoldPart.Document, HoldPart.Of(part.Id, HandleOf(order), "Delight: a gift for this parcel is being decided."));
            if (!answer.IsUsable)
            {
                return new Outcome(order) { Failure = answer.Failure, Again = again };
            }

            if (answer.Value.FulfillmentOrderHold is not { UserErrors: var errors } || errors.Any(e => e.Code != HoldPart.Duplicate))
            {
                return new Outcome(order) { NotWritten = $"The shop refused to hold the order back: {(answer.Value.FulfillmentOrderHold?.UserErrors ?? []).Sentence()}", Again = again };
            }

            held = true;
        }

        return new Outcome(order with { HoldOver = HoldState.Held }) { Written = held ? "The order is held back at the shop until it is decided what goes into the parcel." : null, Again = again };
    }

    private async Task<Outcome> LetGoAsync(ShopTalk shop, WrittenOrder order, OrderHolds.Facts found, bool isOver)
    {
        var released = false;
        foreach (var part in found.FulfillmentOrders.Nodes)
        {
            string[] ours = [.. Ours(order, part)];
            if (ours.Length == 0)
            {
                continue;
            }

            var answer = await shop.AskAsync(ReleasePart.Document, ReleasePart.Of(part.Id, ours));
            if (!answer.IsUsable)
            {
                return new Outcome(order) { Failure = answer.Failure };
            }

            if (answer.Value.FulfillmentOrderReleaseHold is not { UserErrors.Count: 0 })
            {
                return new Outcome(order)
                {
                    NotWritten = $"The shop refused to let the order go: {(answer.Value.FulfillmentOrderReleaseHold?.UserErrors ?? []).Sentence()} Release the hold in the shop's admin.",
                    Again = time.GetUtcNow() + TimeSpan.FromMinutes(1),
                };
            }

            released = true;
        }

        // Whoever came to no end before may still place one: the last look is taken by somebody who can be alone.
        return new Outcome(order with { HoldOver = order.Lost == 1 ? HoldState.Perhaps : HoldState.Over })
        {
            Written = !released ? null : isOver ? "The time to hold the order back is over: the shop may send it." : "What goes into the parcel is decided: the shop may send the order.",
        };
    }

    private static IEnumerable<string> Ours(WrittenOrder order, OrderHolds.Part part) =>
        part.FulfillmentHolds.Where(h => h.HeldByRequestingApp && h.Handle == HandleOf(order)).Select(h => h.Id);

    /// <summary>At most 64 characters.</summary>
    private static string HandleOf(WrittenOrder order) => "delight-" + order.OrderId.ToString(CultureInfo.InvariantCulture);
}
