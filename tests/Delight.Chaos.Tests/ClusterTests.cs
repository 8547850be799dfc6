using Delight.ChaosTests.Faults;
using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>The broker is a cluster, and its nodes are killed while the shop sells.</summary>
[Parallelizable]
internal sealed class ClusterTests
{
    private const int Nodes = 3;

    private static TimeSpan Outage => TimeSpan.FromSeconds(SharedData.Long ? 60 : 5);

    [Test]
    public async Task A_node_killed_and_another_while_the_first_rejoins_lose_nothing_and_double_nothing()
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"Seed {seed}");
        await using var cluster = await OwnServers.StartClusterAsync(Nodes);
        await using var trial = await Trial.StartAsync($"Of three brokers one SIGKILLed for {Outage.TotalSeconds} s, another while it rejoins", new Arrangement { On = cluster.Addresses });
        await EveryNodeKeepsEveryQueueAsync(trial.Installation.Servers!);

        await trial.SellDuringAsync(KilledInTurnAsync(trial, cluster, new Random(seed)), ordersAtATime: 20);

        await trial.EndsExactlyAsync();
    }

    private static Task EveryNodeKeepsEveryQueueAsync(Servers servers) => Eventually.BecomesTrueAsync("every node keeps every queue", async () =>
    {
        var copies = await servers.CopiesAsync();
        return copies.Count > 0 && copies.Values.All(c => c == Nodes);
    });

    /// <summary>While two nodes are away, the third pauses and the spool takes what comes.</summary>
    private static async Task KilledInTurnAsync(Trial trial, OwnServers cluster, Random chance)
    {
        await trial.AcceptedAsync(200);
        await cluster.KillAsync(OwnServers.RabbitMq);
        var before = trial.Answers.Accepted;
        await Task.Delay(Outage);
        Assert.That(trial.Answers.Accepted, Is.GreaterThan(before), "deliveries answered 200 while a node was away");

        var rejoins = cluster.StartAsync(OwnServers.RabbitMq);
        await Task.Delay(chance.Next(4000));
        await cluster.KillAsync(OwnServers.SecondNode);
        await rejoins;
        await Task.Delay(Outage);
        await cluster.StartAsync(OwnServers.SecondNode);
        trial.FaultIsOver();
    }
}
