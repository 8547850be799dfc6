using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Story;
using Delight.Platform.Work;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Ledger.Tests;

/// <summary>A snapshot that the ledger gave up on is neither silent nor pending for ever.</summary>
public class NotTakenTests(StoreKind kind) : OnEachLedger(kind)
{
    [Test]
    public async Task Its_orders_story_says_so_and_nobody_waits_for_it()
    {
        var order = Shop.Order(1);

        await FailAsync(order);

        Assert.That((await ReadAsync(s => s.StoryAsync(Shop.Domain, order.OrderId))).Single().Text, Is.EqualTo(
            "orders/paid arrived and could not be entered: System.InvalidOperationException. It waits in the ledger's error queue."));
        Assert.That((await ReadAsync(s => s.SumsAsync()))[Intake.TakenFrom(Shop.Receiver)], Is.EqualTo(1));
    }

    [Test]
    public async Task What_was_entered_and_then_failed_is_not_counted_twice()
    {
        var order = Shop.Order(1);
        await EnterAsync(order);

        await FailAsync(order);

        Assert.That((await ReadAsync(s => s.SumsAsync()))[Intake.TakenFrom(Shop.Receiver)], Is.EqualTo(1));
    }

    private async Task FailAsync(OrderSeen order)
    {
        var services = new ServiceCollection().AddSingleton(Store).AddSingleton<TimeProvider>(new StandingClock());
        await using var bus = await TestBus.StartAsync(services, b =>
        {
            b.AddConsumer<Broken>();
            b.AddConsumer<OrderNotTakenConsumer>();
        });
        await bus.Bus.Publish(order);
        await bus.ConsumedAsync<Fault<OrderSeen>>();
    }

    private sealed class Broken : IConsumer<OrderSeen>
    {
        public Task Consume(ConsumeContext<OrderSeen> context) => throw new InvalidOperationException("Broken.");
    }
}
