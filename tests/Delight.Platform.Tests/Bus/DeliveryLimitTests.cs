using System.Collections.Concurrent;
using System.Net.Http.Json;
using Delight.ObjectMother;
using Delight.Platform.Bus;
using Delight.Platform.Failures;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Delight.Platform.Tests.Bus;

/// <summary>A broker that drops what came back 20 times, as version 4 does by itself.</summary>
public class DeliveryLimitTests : OnRabbitMq
{
    [SetUp]
    public async Task TheBrokerDropsWhatCameBackOften()
    {
        var policy = new Dictionary<string, object> { ["pattern"] = ".*", ["apply-to"] = "queues", ["definition"] = new Dictionary<string, int> { ["delivery-limit"] = 20 } };
        (await Management.PutAsJsonAsync($"policies/{VirtualHost}/limit", policy)).EnsureSuccessStatusCode();
    }

    [Test]
    public async Task A_failed_message_may_be_looked_at_as_often_as_one_likes()
    {
        await using var process = await StartAsync(Everybody);
        var failures = process.Services.GetRequiredService<IFailures>();
        Instructions.WhenCarrying = _ => throw new InvalidOperationException("The string broke.");
        await process.Handover.HandOverAsync(new ParcelSealed { Number = 1 }, Guid.NewGuid(), CancellationToken.None);
        await Limit.UntilAsync(async () => (await failures.ListAsync(new FailureSelection("carrier"), CancellationToken.None)).Count == 1, "it failed");

        for (var looks = 0; looks < 30; looks++)
        {
            Assert.That((await failures.ListAsync(new FailureSelection("carrier"), CancellationToken.None)).Select(g => g.Messages), Is.EqualTo(new[] { 1 }), $"look {looks}");
        }

        Instructions.WhenCarrying = _ => Task.CompletedTask;
        await failures.ReplayAsync(new FailureSelection("carrier"), new Handled(), CancellationToken.None);
        await Limit.UntilAsync(() => Instructions.Carried.Contains(1), "it is carried after all");
    }

    [Test]
    public async Task What_processes_had_in_hand_while_they_died_is_worked_off_as_something_that_came_again()
    {
        await using (await StartAsync([]))
        {
            // Declares the queues.
        }

        await using var connection = await new ConnectionFactory { Uri = new Uri(Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("", "carrier", mandatory: true, new BasicProperties { ContentType = "application/vnd.masstransit+json" },
            """{"messageId":"01936d2e-7c5a-7b3f-9c41-5d2f8a6b0e17","messageType":["urn:message:Delight.Platform.Tests.Bus:ParcelSealed"],"message":{"number":2}}"""u8.ToArray());
        for (var deaths = 0; deaths < 15;)
        {
            if (await channel.BasicGetAsync("carrier", autoAck: false) is { } got)
            {
                await channel.BasicNackAsync(got.DeliveryTag, multiple: false, requeue: true);
                deaths++;
            }
        }

        var cameAgain = new ConcurrentQueue<bool>();
        Instructions.WhenCarrying = context =>
        {
            cameAgain.Enqueue(context.CameAgain());
            return Task.CompletedTask;
        };
        await using var process = await StartAsync(Everybody);
        await Limit.UntilAsync(() => Instructions.Carried.Contains(2), "it is carried");

        Assert.That(cameAgain, Is.EqualTo(new[] { true }));
        Assert.That((await DepthsAsync(process)).Single(d => d.Name == "carrier"), Has.Property("Ready").EqualTo(0).And.Property("ErrorDepth").EqualTo(0));
    }
}
