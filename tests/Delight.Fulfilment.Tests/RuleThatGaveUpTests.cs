using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Store;
using Delight.Platform.Work;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Delight.Fulfilment.Tests;

public class RuleThatGaveUpTests(StoreKind kind) : OnEachParcelBook(kind)
{
    [Test]
    public async Task Nobody_waits_for_it_and_the_orders_story_says_so()
    {
        await WriteAsync(s => s.OweAsync([Owed("rule-broken"), Owed("rule-sound")]));

        await FailAsync("rule-broken");

        Assert.That(await ReadAsync(s => s.QueryAsync<string>("select worker from work where not failed")), Is.EqualTo(new[] { "rule-sound" }));
        Assert.That(await StoryAsync(4), Is.EqualTo(new[]
        {
            "broken: broken failed on standing 1: System.InvalidOperationException. The order waits in the rule's error queue; other rules are not affected.",
        }));
    }

    [Test]
    public async Task Who_fails_without_being_a_rule_is_not_told_of()
    {
        await FailAsync("somebody-elses-queue");

        Assert.That(await StoryAsync(4), Is.Empty);
    }

    private static WorkItem Owed(string queue) => new() { Shop = Shop.Domain, SubjectId = Shop.OrderId(4), Worker = queue, Version = 1, Cause = "delivery" };

    private async Task FailAsync(string queue)
    {
        var services = new ServiceCollection().AddSingleton(Store).AddSingleton<TimeProvider>(new StandingClock());
        await using var bus = await TestBus.StartAsync(services, b =>
        {
            b.AddConsumer<Broken>().Endpoint(e => e.Name = queue);
            b.AddConsumer<RuleGaveUpConsumer>();
        });
        await bus.Bus.Publish(Shop.Ranked(4));
        await bus.ConsumedAsync<Fault<OrderRanked>>();
    }

    private sealed class Broken : IConsumer<OrderRanked>
    {
        public Task Consume(ConsumeContext<OrderRanked> context) => throw new InvalidOperationException("Broken.");
    }
}
