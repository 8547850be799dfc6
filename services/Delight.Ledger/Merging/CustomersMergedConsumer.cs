using Delight.Contracts;
using Delight.Ledger.Standing;
using Delight.Platform.Bus;
using MassTransit;

namespace Delight.Ledger.Merging;

/// <summary>Enters the merge, then publishes the standing of every order that it moved.</summary>
internal sealed class CustomersMergedConsumer(MergeBook book, OwedRankings owed) : IConsumer<CustomersMerged>
{
    public async Task Consume(ConsumeContext<CustomersMerged> context)
    {
        var (merge, cancellationToken) = (context.Message, context.CancellationToken);
        await book.EnterAsync(merge, context.CameAgain(), cancellationToken);

        // An earlier attempt may have committed and not published.
        foreach (var order in await owed.CausedByAsync(merge.Delivery.Id, cancellationToken))
        {
            await context.Publish(order, c => c.MessageId = Contracts.MessageId.Of(order), cancellationToken);
        }
    }
}
