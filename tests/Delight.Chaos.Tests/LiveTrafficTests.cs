using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;
using Microsoft.Data.Sqlite;

namespace Delight.ChaosTests;

/// <summary>The broker is back, and what was spooled meanwhile goes on its way beside what comes in now.</summary>
[Parallelizable]
internal sealed class LiveTrafficTests
{
    [Test]
    public async Task A_large_spool_drains_and_live_deliveries_are_answered_as_soon_as_ever()
    {
        var spooled = SharedData.Long ? 50_000 : 2_000;
        await using var trial = await Trial.CreateAsync($"Live deliveries while {spooled:N0} orders drain from the spool", behindWire: true);
        var wire = trial.Installation.Wire!;
        wire.Mend();
        await trial.Installation.StartProcessesAsync();
        await wire.CutAsync();
        await trial.SellAsync(spooled, connections: 64);
        Assert.That(await SpooledAsync(trial), Is.GreaterThan(spooled), "deliveries in the spool");

        trial.Answers.ForgetTimes();
        wire.Mend();
        await trial.SellDuringAsync(DrainedAsync(trial), ordersAtATime: 20);

        await trial.EndsExactlyAsync();
        trial.Answers.AreInTime();
    }

    private static async Task DrainedAsync(Trial trial)
    {
        var all = await SpooledAsync(trial);
        await Eventually.BecomesTrueAsync("the spool drains", async () => await SpooledAsync(trial) < all);
        var before = trial.Answers.Accepted;
        await Eventually.BecomesTrueAsync("the spool is empty", async () => await SpooledAsync(trial) == 0);
        Assert.That(trial.Answers.Accepted, Is.GreaterThan(before + 20), "deliveries taken while it drained");
        trial.FaultIsOver();
    }

    private static async Task<long> SpooledAsync(Trial trial)
    {
        await using var spool = new SqliteConnection($"Data Source={trial.Installation.Spools().Single(f => f.EndsWith(".db", StringComparison.Ordinal))};Mode=ReadOnly;Pooling=False");
        await spool.OpenAsync();
        await using var count = spool.CreateCommand();
        count.CommandText = "select count(*) from spool";
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
