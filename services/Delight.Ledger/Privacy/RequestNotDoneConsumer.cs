using Delight.Contracts;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;
using MassTransit;

namespace Delight.Ledger.Privacy;

/// <summary>A request could not be worked off and waits in its error queue: it is no longer pending.</summary>
internal sealed class RequestNotDoneConsumer(IStore store) : IConsumer<Fault<PrivacyRequested>>
{
    public Task Consume(ConsumeContext<Fault<PrivacyRequested>> context)
    {
        var delivery = context.Message.Message.Delivery;
        return store.WriteAsync(async session => await session.GiveUpAsync(delivery, isTaken: await session.IsRecordedAsync(delivery.Id.ToString())), context.CancellationToken);
    }
}
