using Delight.Contracts;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Story;
using Delight.Platform.Work;
using MassTransit;

namespace Delight.Fulfilment;

/// <summary>A rule threw until its retries ended: the order's story says so, and nobody waits for its answer.</summary>
internal sealed class RuleGaveUpConsumer(IStore store, TimeProvider time) : IConsumer<Fault<OrderRanked>>
{
    public Task Consume(ConsumeContext<Fault<OrderRanked>> context)
    {
        var queue = context.SourceAddress?.Segments[^1];
        return queue is not null && Queues.IsRules(queue) ? GiveUpAsync(context, queue) : Task.CompletedTask;
    }

    private Task GiveUpAsync(ConsumeContext<Fault<OrderRanked>> context, string queue)
    {
        var order = context.Message.Message;
        var owed = new WorkItem { Shop = order.Shop, SubjectId = order.OrderId, Worker = queue, Version = order.Version, Cause = "" };
        var line = new StoryLine
        {
            Shop = order.Shop,
            SubjectId = order.OrderId,
            Key = $"3 gave-up/{queue}/{order.Version:D9}",
            At = time.GetUtcNow(),
            Step = Queues.RuleOf(queue),
            Text = $"{Queues.RuleOf(queue)} failed on standing {order.Version}: {context.Message.Exceptions[0].ExceptionType}. The order waits in the rule's error queue; other rules are not affected.",
        };
        return store.WriteAsync(async session =>
        {
            if ((await session.ForgottenShopsAsync([order.Shop])).Count > 0 && (await session.OwedAsync([(order.Shop, order.OrderId, queue)])).Count == 0)
            {
                return; // The shop is forgotten, and so is the order.
            }

            await session.GiveUpAsync([owed]);
            await session.TellAsync([line]);
        }, context.CancellationToken);
    }
}
