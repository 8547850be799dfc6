using Delight.ChaosTests.Faults;
using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>The database goes away: the door does not notice, the steps behind it wait, and nothing goes to an error queue for it.</summary>
internal sealed class DatabaseDownTests
{
    private static TimeSpan Outage => TimeSpan.FromSeconds(SharedData.Long ? 60 : 6);

    [Test]
    public async Task A_database_killed_in_the_middle_and_started_again_is_waited_for()
    {
        var servers = await OwnServers.GetAsync();
        await using var trial = await Trial.StartAsync($"PostgreSQL SIGKILLed, started {Outage.TotalSeconds} s later", new Arrangement { On = servers.Addresses });

        await trial.SellDuringAsync(KilledAsync(trial, servers));

        await trial.EndsExactlyAsync();
    }

    [Test]
    public async Task A_database_that_takes_no_more_connections_is_waited_for()
    {
        await using var trial = await Trial.StartAsync($"PostgreSQL refusing connections for {Outage.TotalSeconds} s");

        await trial.SellDuringAsync(RefusingAsync(trial, trial.Installation.Servers!));

        await trial.EndsExactlyAsync();
    }

    private static async Task KilledAsync(Trial trial, OwnServers servers)
    {
        await trial.AcceptedAsync(200);
        await servers.KillAsync(OwnServers.Postgres);
        await Task.Delay(Outage);
        await servers.StartAsync(OwnServers.Postgres);
        trial.FaultIsOver();
    }

    /// <summary>Clients see what they see when all connections are taken: state 53300, and those they had are gone.</summary>
    private static async Task RefusingAsync(Trial trial, Servers servers)
    {
        await trial.AcceptedAsync(200);
        await servers.ExecuteAsync($"alter database {servers.Database} connection limit 0");
        await servers.ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{servers.Database}'");
        await Task.Delay(Outage);
        await servers.ExecuteAsync($"alter database {servers.Database} connection limit -1");
        trial.FaultIsOver();
    }
}
