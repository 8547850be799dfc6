using Delight.Contracts;
using Delight.Ledger.Standing;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Story;
using Delight.Platform.Work;
using MassTransit;

namespace Delight.Ledger;

/// <summary>A snapshot could not be entered and waits in the error queue: its order's story says so, and nobody waits for it.</summary>
internal sealed class OrderNotTakenConsumer(IStore store, TimeProvider time) : IConsumer<Fault<OrderSeen>>
{
    public Task Consume(ConsumeContext<Fault<OrderSeen>> context)
    {
        var order = context.Message.Message;
        var line = new StoryLine
        {
            Shop = order.Shop,
            SubjectId = order.OrderId,
            Key = StoryKeys.Seen(order),
            At = time.GetUtcNow(),
            Step = StoryKeys.NotTaken,
            Text = $"{order.Delivery.Topic} arrived and could not be entered: {context.Message.Exceptions[0].ExceptionType}. It waits in the ledger's error queue.",
        };
        return store.WriteAsync(async session =>
        {
            if ((await session.ForgottenShopsAsync([order.Shop])).TryGetValue(order.Shop, out var at) && order.Delivery.ReceivedAt <= at)
            {
                await session.DropAsync(order.Shop, [order.Delivery]);
                return;
            }

            var told = await session.TellAsync([line]);
            await session.GiveUpAsync(order.Delivery, isTaken: told.Count == 0 && await session.IsToldAsync(line with { Step = Arrival.Step }));
        }, context.CancellationToken);
    }
}

/// <summary>What happened in the same moment is told in the order of its key: of the way.</summary>
internal static class StoryKeys
{
    /// <summary>Who tells that a snapshot could not be entered, under the same key as its arrival.</summary>
    public const string NotTaken = "ledger";

    public const string SeenPrefix = "1 seen/";

    public static string Seen(OrderSeen order) => SeenPrefix + order.Delivery.Id;
}
