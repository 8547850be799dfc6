using Delight.ObjectMother;
using Delight.Platform.Bus;
using Delight.Platform.Failures;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Delight.Platform.Tests.Bus;

/// <summary>What a consumer could not work off waits in the queue's own error queue and hurts nobody else.</summary>
public class RabbitMqErrorQueueTests : OnRabbitMq
{
    [Test]
    public async Task A_mistake_goes_to_the_queues_own_error_queue_and_hurts_no_other()
    {
        Instructions.WhenCarrying = _ => throw new InvalidOperationException("The string broke.");
        await using var process = await StartAsync(Everybody);

        await process.Handover.HandOverAsync(new ParcelSealed { Number = 1 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);

        await Limit.UntilAsync(async () => (await DepthsAsync(process))[0].ErrorDepth == 1, "the message is in the error queue");
        Assert.That(Instructions.Labelled, Is.EqualTo(new[] { 1 }));
        Assert.That((await DepthsAsync(process))[1].ErrorDepth, Is.Zero);
        Assert.That(await QuorumQueuesAsync(), Does.Contain("carrier_error"));
    }

    [Test]
    public async Task What_a_consumer_publishes_and_nobody_takes_fails_its_message_and_no_other()
    {
        Instructions.WhenCarrying = context => context.Message.Number == 101 ? context.Publish(Shop.Decided()) : Task.CompletedTask;
        await using var process = await StartAsync(Everybody);

        await process.Handover.HandOverAsync(new ParcelSealed { Number = 101 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
        await process.Handover.HandOverAsync(new ParcelSealed { Number = 102 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
        await Limit.UntilAsync(async () => (await DepthsAsync(process))[0].ErrorDepth == 1, "it waits in the error queue");
        await Limit.UntilAsync(() => Instructions.Labelled.Contains(101) && Instructions.Labelled.Contains(102) && Instructions.Carried.Contains(102), "the other queue has both, and the next is carried");

        Assert.That(Instructions.Carried, Has.No.Member(101));
        await process.Services.GetRequiredService<IFailures>().DiscardAsync(new FailureSelection("carrier"), new Handled(), CancellationToken.None);
    }

    [TestCase("application/vnd.masstransit+json", "this is no JSON")]
    [TestCase("application/vnd.masstransit+json", "{}")]
    [TestCase("image/png", "\u0089PNG")]
    [TestCase(null, "")]
    public async Task What_nobody_can_read_is_set_aside_at_once_and_does_not_go_round(string? contentType, string body)
    {
        await using var process = await StartAsync(new Topology(Everybody, Everybody), ("Bus:RetryAfterSeconds:0", "600"));
        await using var connection = await new ConnectionFactory { Uri = new Uri(Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var before = await SetAsideAsync(channel);

        await channel.BasicPublishAsync("", "carrier", mandatory: true, new BasicProperties { ContentType = contentType }, System.Text.Encoding.Latin1.GetBytes(body));
        await Limit.UntilAsync(async () => await SetAsideAsync(channel) == before + 1, "it is set aside");

        Assert.That((await DepthsAsync(process)).Single(d => d.Name == "carrier").Ready, Is.Zero);
        await process.Handover.HandOverAsync(new ParcelSealed { Number = 103 }, Guid.NewGuid(), CancellationToken.None).WaitAsync(Limit.Patience);
        await Limit.UntilAsync(() => Instructions.Carried.Contains(103), "the next is carried");
        await channel.QueuePurgeAsync("carrier_error");
    }

    private static async Task<uint> SetAsideAsync(IChannel channel)
    {
        var arguments = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };
        return (await channel.QueueDeclareAsync("carrier_error", durable: true, exclusive: false, autoDelete: false, arguments)).MessageCount;
    }
}
