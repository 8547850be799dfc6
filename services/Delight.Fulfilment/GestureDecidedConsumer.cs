using Delight.Contracts;
using Delight.Fulfilment.Parcels;
using Delight.Platform.Bus;
using MassTransit;

namespace Delight.Fulfilment;

/// <summary>Enters a rule's answer, then tells the world what became of the parcel.</summary>
internal sealed class GestureDecidedConsumer(ParcelBook book) : IConsumer<GestureDecided>
{
    public async Task Consume(ConsumeContext<GestureDecided> context)
    {
        var (changed, others) = await book.EnterAsync(context.Message, context.CancellationToken);
        if (changed is null && context.CameAgain())
        {
            // An earlier attempt may have committed and not published.
            changed = await book.CurrentAsync(context.Message.Shop, context.Message.OrderId, context.CancellationToken);
        }

        foreach (var other in others)
        {
            await PublishAsync(context, other);
        }

        await book.ToldAsync(others, context.CancellationToken);

        if (changed is not null)
        {
            await PublishAsync(context, changed);
            foreach (var emptied in changed.State == ParcelState.Packed ? await book.EmptiedByAsync(changed, context.CancellationToken) : [])
            {
                await PublishAsync(context, emptied);
            }
        }
    }

    private static Task PublishAsync(ConsumeContext<GestureDecided> context, FulfilmentChanged changed) =>
        context.Publish(changed, c => c.MessageId = Contracts.MessageId.Of(changed), context.CancellationToken);
}
