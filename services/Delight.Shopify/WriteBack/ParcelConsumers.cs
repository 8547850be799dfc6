using Delight.Contracts;
using MassTransit;

namespace Delight.Shopify.WriteBack;

/// <summary>What goes into a parcel changed: the shop's order is to follow.</summary>
internal sealed class FulfilmentChangedConsumer(Wishes wishes) : IConsumer<FulfilmentChanged>
{
    public Task Consume(ConsumeContext<FulfilmentChanged> context) => wishes.EnterAsync(context.Message, context.CancellationToken);
}

/// <summary>An order has its place, and rules decide on it: it may be held back meanwhile.</summary>
internal sealed class OrderRankedConsumer(Wishes wishes) : IConsumer<OrderRanked>
{
    public Task Consume(ConsumeContext<OrderRanked> context) => wishes.HoldAsync(context.Message, context.CancellationToken);
}
