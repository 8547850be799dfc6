using System.Text;
using Delight.ObjectMother;
using Delight.Platform.Bus;
using Delight.Platform.Failures;
using Delight.Platform.Tests.Bus;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Delight.Platform.Tests.Failures;

/// <summary>What failed lies in the broker's error queues.</summary>
public class RabbitMqFailuresTests : OnRabbitMq
{
    [Test]
    public async Task What_failed_is_listed_by_its_cause()
    {
        await using var process = await StartAsync(Everybody);
        await PurgeAsync();
        await FailureChecks.ListedByCauseAsync(process, Instructions);
    }

    [Test]
    public async Task What_failed_is_worked_off_once_when_it_is_replayed()
    {
        await using var process = await StartAsync(Everybody);
        await PurgeAsync();
        await FailureChecks.ReplayedOnceAsync(process, Instructions);
    }

    [Test]
    public async Task What_fails_again_is_there_again()
    {
        await using var process = await StartAsync(Everybody);
        await PurgeAsync();
        await FailureChecks.OneThatFailsAgainIsThereAgainAsync(process, Instructions);
    }

    [Test]
    public async Task One_message_is_looked_at_and_discarded()
    {
        await using var process = await StartAsync(Everybody);
        await PurgeAsync();
        await FailureChecks.OneOfThemDiscardedAsync(process, Instructions);
    }

    [Test]
    public async Task What_fails_is_tried_again_later_and_given_up_at_last()
    {
        await using var process = await StartAsync(new Topology(Everybody, Everybody), ("Bus:RetryAfterSeconds:0", "1"), ("Bus:RetryAfterSeconds:1", "1"));
        await PurgeAsync();
        await FailureChecks.TriedAgainLaterAsync(process, Instructions);
    }

    [Test]
    public async Task What_waits_to_be_tried_again_is_found_when_it_must_go()
    {
        await using var process = await StartAsync(new Topology(Everybody, Everybody), ("Bus:RetryAfterSeconds:0", "600"));
        await PurgeAsync();
        await FailureChecks.WhatWaitsCanBeDiscardedAsync(process, Instructions);
    }

    [Test]
    public async Task What_failed_is_redacted_in_its_place()
    {
        await using var process = await StartAsync(Everybody);
        await PurgeAsync();
        await FailureChecks.RedactedInItsPlaceAsync(process, Instructions);
    }

    [Test]
    public async Task Nobody_looks_while_somebody_does_so_everything_is_seen()
    {
        await using var process = await StartAsync(Everybody);
        await PurgeAsync();
        await FailureChecks.SeenWholeByEachAsync(process, Instructions);
    }

    [Test]
    public async Task A_queue_that_nobody_reads_any_more_is_searched_too()
    {
        await using (await StartAsync(Everybody))
        {
            await PurgeAsync();
        }

        QueueConsumer[] remaining = [.. Everybody.Where(c => c.Queue == "carrier")];
        await using var process = await StartAsync(new Topology(remaining, []) { Off = ["rule-labels"] });
        await using var connection = await new ConnectionFactory { Uri = new Uri(Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync("rule-removed_skipped", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueDeclareAsync("rule-removed", durable: true, exclusive: false, autoDelete: false);
        await channel.QueuePurgeAsync("rule-labels");
        foreach (var place in new[] { "rule-labels", "rule-removed", "rule-removed_skipped" })
        {
            await channel.BasicPublishAsync("", place, Encoding.UTF8.GetBytes(place));
        }

        var seen = new List<string>();
        await Limit.UntilAsync(async () =>
        {
            seen.Clear();
            await process.Services.GetRequiredService<IFailures>().RedactAsync(m =>
            {
                seen.Add(Encoding.UTF8.GetString(m.Body));
                return Task.FromResult<byte[]?>(m.Body);
            }, CancellationToken.None);
            return seen.Count == 3; // The management address tells of new queues a moment later.
        }, "all three places are searched");

        Assert.That(seen, Is.EquivalentTo(new[] { "rule-labels", "rule-removed", "rule-removed_skipped" }));
        Assert.That(await process.Services.GetRequiredService<IFailures>().RedactAsync(_ => Task.FromResult<byte[]?>(null), CancellationToken.None), Is.EqualTo(3));
    }

    private async Task PurgeAsync() => await Management.DeleteAsync($"queues/{VirtualHost}/carrier_error");
}
