using System.Net;
using Delight.ChaosTests.Faults;
using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>The broker goes away, politely or not, while the shop sells.</summary>
[Parallelizable]
internal sealed class BrokerDownTests
{
    private static TimeSpan Outage => TimeSpan.FromSeconds(SharedData.Long ? 60 : 5);

    [Test]
    public async Task While_the_broker_is_stopped_deliveries_are_answered_200_from_the_spool()
    {
        var servers = await OwnServers.GetAsync();
        await using var trial = await Trial.StartAsync($"Broker stopped for {Outage.TotalSeconds} s", new Arrangement { On = servers.Addresses });
        await trial.SellAsync(300);

        await trial.SellDuringAsync(AwayAsync(trial, servers, servers.StopAsync(OwnServers.RabbitMq)));

        await trial.EndsExactlyAsync();
    }

    [Test]
    public async Task A_broker_killed_in_the_middle_loses_nothing_that_was_answered_200()
    {
        var servers = await OwnServers.GetAsync();
        await using var trial = await Trial.StartAsync("Broker SIGKILLed in the middle", new Arrangement { On = servers.Addresses });
        await trial.SellAsync(300);

        await trial.SellDuringAsync(KilledAsync(trial, servers));

        await trial.EndsExactlyAsync();
    }

    [Test]
    public async Task A_broker_that_takes_nothing_for_want_of_memory_delays_and_loses_nothing()
    {
        var servers = await OwnServers.GetAsync();
        await using var trial = await Trial.StartAsync($"Broker blocks for want of memory for {Outage.TotalSeconds} s", new Arrangement { On = servers.Addresses });
        await trial.SellAsync(300);

        await trial.SellDuringAsync(BlockedAsync(trial, servers));

        await trial.EndsExactlyAsync();
        trial.Answers.AreInTime();
        Assert.That(trial.Answers.Of(HttpStatusCode.ServiceUnavailable), Is.Zero, "refused");
    }

    private static async Task BlockedAsync(Trial trial, OwnServers servers)
    {
        await servers.RaiseMemoryAlarmAsync();
        try
        {
            var before = trial.Answers.Accepted;
            await Task.Delay(Outage);
            Assert.That(trial.Answers.Accepted, Is.GreaterThan(before), "deliveries answered 200 while the broker blocked");
        }
        finally
        {
            await servers.EndMemoryAlarmAsync();
        }

        trial.FaultIsOver();
    }

    private static async Task AwayAsync(Trial trial, OwnServers servers, Task stopping)
    {
        await stopping;
        var before = trial.Answers.Accepted;
        await Task.Delay(Outage);
        Assert.That(trial.Answers.Accepted, Is.GreaterThan(before), "deliveries answered 200 while the broker was away");
        await servers.StartAsync(OwnServers.RabbitMq);
        trial.FaultIsOver();
    }

    private static async Task KilledAsync(Trial trial, OwnServers servers)
    {
        await trial.AcceptedAsync(200);
        await servers.KillAsync(OwnServers.RabbitMq);
        await servers.StartAsync(OwnServers.RabbitMq);
        trial.FaultIsOver();
    }
}
