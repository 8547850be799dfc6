using Delight.Contracts;
using Delight.Platform.Merging;
using Delight.Platform.Store;
using Delight.Platform.Work;
using MassTransit;

namespace Delight.Ledger.Merging;

/// <summary>A merge could not be worked off and waits in its error queue: it is no longer pending.</summary>
internal sealed class MergeNotDoneConsumer(IStore store) : IConsumer<Fault<CustomersMerged>>
{
    public Task Consume(ConsumeContext<Fault<CustomersMerged>> context)
    {
        var delivery = context.Message.Message.Delivery;
        return store.WriteAsync(async session => await session.GiveUpAsync(delivery, isTaken: await session.IsMergeNotedAsync(delivery)), context.CancellationToken);
    }
}
