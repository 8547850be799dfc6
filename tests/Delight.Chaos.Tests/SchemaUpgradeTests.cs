using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>Several processes find an empty database at the same moment and each wants to make the tables.</summary>
[Parallelizable]
internal sealed class SchemaUpgradeTests
{
    [Test]
    public async Task Processes_that_upgrade_the_schema_at_once_all_come_up_and_work()
    {
        var rounds = SharedData.Long ? 10 : 1;
        for (var round = 1; round < rounds; round++)
        {
            await using var again = await Trial.StartAsync("", new Arrangement { Roles = Twice });
        }

        await using var trial = await Trial.CreateAsync($"Schema upgrades by six processes at once, {rounds} times", new Arrangement { Roles = Twice });
        await trial.Installation.StartProcessesAsync();
        trial.FaultIsOver();
        await trial.SellAsync(300);
        trial.FaultIsOver();
        await trial.EndsExactlyAsync();
    }

    private static IReadOnlyList<string[]> Twice => [["Receiver"], ["Ledger"], ["Ledger"], ["Rules", "Fulfilment"], ["Fulfilment"], ["Dashboard"]];
}
