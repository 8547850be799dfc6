using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>Every role is killed, again and again and in the middle of its work; each time it is started again at once.</summary>
[Parallelizable]
internal sealed class KilledRolesTests
{
    private static readonly string[][] EachRole = [["Receiver"], ["Ledger"], ["Rules"], ["Fulfilment"], ["Dashboard"]];

    [Test]
    public async Task Roles_killed_at_random_moments_lose_nothing_and_double_nothing()
    {
        var kills = SharedData.Long ? 20 : 5;
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"Seed {seed}");
        await using var trial = await Trial.StartAsync($"SIGKILL of each role at random moments, {kills} times", new Arrangement { Roles = EachRole });

        await trial.SellDuringAsync(KillAsync(trial, kills, new Random(seed)));

        await trial.EndsExactlyAsync();
    }

    /// <summary>In turn; when, chance says, counted in deliveries taken.</summary>
    private static async Task KillAsync(Trial trial, int kills, Random chance)
    {
        for (var kill = 0; kill < kills; kill++)
        {
            await trial.AcceptedAsync(chance.Next(50, 500));
            var victim = trial.Process(kill % EachRole.Length);
            await victim.KillAsync();
            await victim.StartAsync();
            await victim.ReadyAsync();
        }

        trial.FaultIsOver();
    }
}
