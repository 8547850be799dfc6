using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Delight.ChaosTests.Faults;
using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>The database goes away: the door does not notice, the steps behind it wait, and nothing goes to an error queue for it.</summary>
[Parallelizable]
internal sealed class DatabaseDownTests
{
    private const string Says = "Consumers wait: PostgreSQL at ";

    private static TimeSpan Outage => TimeSpan.FromSeconds(SharedData.Long ? 60 : 6);

    private static TimeSpan LongOutage => TimeSpan.FromSeconds(SharedData.Long ? 600 : 6);

    [Test]
    public async Task A_database_killed_in_the_middle_and_started_again_is_waited_for()
    {
        var servers = await OwnServers.GetAsync();
        await using var trial = await Trial.StartAsync($"PostgreSQL SIGKILLed, started {LongOutage.TotalSeconds} s later", new Arrangement { On = servers.Addresses });

        await trial.SellDuringAsync(KilledAsync(trial, servers), ordersAtATime: SharedData.Long ? 5 : 40);

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
        var over = Task.Delay(LongOutage);
        await IsSaidAsync(trial);
        await over;
        await IsSaidAsync(trial);
        await servers.StartAsync(OwnServers.Postgres);
        trial.FaultIsOver();
    }

    /// <summary>By the consumers' health and by the API, while nothing is given up for it.</summary>
    private static async Task IsSaidAsync(Trial trial)
    {
        using var consumers = new HttpClient { BaseAddress = trial.Installation.Processes[1].Address };
        await Eventually.BecomesTrueAsync("/health/ready of the consumers says that they wait", async () =>
        {
            using var ready = await consumers.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return ready.StatusCode == HttpStatusCode.ServiceUnavailable && (await ready.Content.ReadAsStringAsync()).Contains(Says, StringComparison.Ordinal);
        });
        var queues = await trial.Installation.Api.GetFromJsonAsync<JsonElement>("/api/v1/queues");
        var failures = await trial.Installation.Api.GetFromJsonAsync<JsonElement>("/api/v1/failures");
        using var stats = await trial.Installation.Api.GetAsync(new Uri("/api/v1/stats", UriKind.Relative));
        Assert.Multiple(() =>
        {
            Assert.That(queues.GetProperty("paused").GetString(), Does.StartWith(Says));
            Assert.That(queues.GetProperty("queues").EnumerateArray().Sum(q => q.GetProperty("errorDepth").GetInt64()), Is.Zero, "given up");
            Assert.That(failures.GetProperty("paused").GetString(), Does.StartWith(Says));
            Assert.That(stats.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        });
        Assert.That((await stats.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), Does.StartWith("PostgreSQL at ").And.Contain("cannot be reached"));
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
