using Delight.Contracts;
using Delight.Ledger.Standing;
using Delight.Platform.Bus;
using MassTransit;

namespace Delight.Ledger;

/// <summary>Enters the snapshot, then publishes the standing of every order that it moved.</summary>
internal sealed class OrderSeenConsumer(OrderBook book, OwedRankings owed) : IConsumer<OrderSeen>
{
    public async Task Consume(ConsumeContext<OrderSeen> context)
    {
        var again = context.CameAgain();
        if (again)
        {
            await book.TakeUpAgainAsync(context.Message, context.CancellationToken);
        }

        var moved = await book.EnterAsync(context.Message, context.CancellationToken);
        if (again)
        {
            // An earlier attempt may have committed and not published.
            moved = await owed.CausedByAsync(context.Message.Delivery.Id, context.CancellationToken);
        }

        foreach (var order in moved)
        {
            await context.Publish(order, c => c.MessageId = Contracts.MessageId.Of(order), context.CancellationToken);
        }
    }
}
