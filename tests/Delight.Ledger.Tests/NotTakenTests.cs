using Delight.Contracts;
using Delight.Ledger.Standing;
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

    [Test]
    public async Task Entered_after_all_its_story_says_nothing_else_and_it_is_counted_once()
    {
        var order = Shop.Order(1);
        await FailAsync(order);

        await GiveBackAsync(order);

        Assert.That((await ReadAsync(s => s.StoryAsync(Shop.Domain, order.OrderId))).Select(l => l.Step), Is.EqualTo(new[] { "received", "ledger" }));
        Assert.That((await ReadAsync(s => s.StoryAsync(Shop.Domain, order.OrderId))).Select(l => l.Text), Has.None.Contains("error queue"));
        var sums = await ReadAsync(s => s.SumsAsync());
        Assert.That((sums[Intake.TakenFrom(Shop.Receiver)], sums["deliveries/accepted"]), Is.EqualTo((1, 1)));
    }

    private async Task GiveBackAsync(OrderSeen order)
    {
        var services = new ServiceCollection().AddSingleton(Book).AddSingleton(new OwedRankings(Store));
        await using var bus = await TestBus.StartAsync(services, b => b.AddConsumer<OrderSeenConsumer>());
        await bus.Bus.Publish(order, c => c.Headers.Set("Delight-Given-Back", "true"));
        await bus.ConsumedAsync<OrderSeen>();
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
