using Delight.Contracts;
using Delight.Platform.Store;
using Delight.Platform.Work;
using MassTransit;

namespace Delight.Receiver.Quarantine;

/// <summary>What was to be set aside could not be, and waits in the error queue: it is no longer pending.</summary>
internal sealed class NotSetAsideConsumer(IStore store) : IConsumer<Fault<DeliveryQuarantined>>
{
    public Task Consume(ConsumeContext<Fault<DeliveryQuarantined>> context)
    {
        var delivery = context.Message.Message.Delivery;
        return store.WriteAsync(async session => await session.GiveUpAsync(delivery, isTaken: (await session.QueryAsync<string>(
            "select delivery_id from quarantine where delivery_id = @Id", new { Id = delivery.Id.ToString() })).Count > 0), context.CancellationToken);
    }
}
