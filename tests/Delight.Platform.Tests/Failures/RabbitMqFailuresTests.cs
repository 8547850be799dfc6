using Delight.Platform.Bus;
using Delight.Platform.Tests.Bus;

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

    private async Task PurgeAsync() => await Management.DeleteAsync($"queues/{VirtualHost}/carrier_error");
}
