using Delight.Contracts;
using Delight.Fulfilment.Parcels;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Fulfilment.Tests;

public class RedeliveredAnswerTests(StoreKind kind) : OnEachParcelBook(kind)
{
    [Test]
    public async Task What_an_attempt_wrote_and_failed_to_publish_the_next_attempt_publishes()
    {
        var attempts = 0;
        await using var bus = await StartAsync();
        bus.FailPublishing(message => message is FulfilmentChanged && Interlocked.Increment(ref attempts) == 1);

        await ConsumeAsync(bus, Shop.Decided(5));

        var (changed, id) = bus.Published<FulfilmentChanged>().Single();
        Assert.That((attempts, changed.Version, id), Is.EqualTo((2, 1, (Guid?)Contracts.MessageId.Of(changed))));
    }

    [Test]
    public async Task An_answer_that_changes_nothing_is_not_published()
    {
        await EnterAsync(Shop.Decided(5));
        await using var bus = await StartAsync();

        await ConsumeAsync(bus, Shop.Decided(5));

        Assert.That(bus.Published<FulfilmentChanged>(), Is.Empty);
    }

    /// <summary>Also when the attempt before wrote all of it and published only the first part.</summary>
    [Test]
    public async Task What_gave_way_to_a_shipped_gift_is_published_too()
    {
        await EnterAsync(Shop.Decided(5));
        await EnterAsync(Shop.Decided(6) with { Ordinal = 5 });
        var attempts = 0;
        await using var bus = await StartAsync();
        bus.FailPublishing(message => message is FulfilmentChanged && Interlocked.Increment(ref attempts) == 2);

        await ConsumeAsync(bus, Shop.Decided(5) with { Version = 2, Fulfilled = true });

        Assert.That(bus.Published<FulfilmentChanged>().Select(p => (p.Message.OrderId, p.Message.State)).Distinct(), Is.EquivalentTo(new[]
        {
            (Shop.OrderId(5), "packed"), (Shop.OrderId(6), "withdrawn"),
        }));
    }

    private static async Task ConsumeAsync(TestBus bus, GestureDecided decision)
    {
        await bus.Bus.Publish(decision);
        await bus.ConsumedAsync<GestureDecided>();
    }

    private Task<TestBus> StartAsync() => TestBus.StartAsync(new ServiceCollection().AddSingleton<ParcelBook>(_ => Book), b => b.AddConsumer<GestureDecidedConsumer>());
}
