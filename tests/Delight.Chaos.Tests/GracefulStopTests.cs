using System.Diagnostics;
using Delight.ChaosTests.Faults;
using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>Every role is told to end (SIGTERM) in the middle of its work, as each update does: it leaves by itself, soon and content.</summary>
[Parallelizable]
internal sealed class GracefulStopTests
{
    private static readonly string[][] EachRole = [["Receiver"], ["Ledger"], ["Rules"], ["Fulfilment"], ["Dashboard"]];
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    private static int Rounds => SharedData.Long ? 10 : 1;

    [TestCase(Form.Distributed)]
    [TestCase(Form.Embedded)]
    public async Task Processes_told_to_end_in_the_middle_leave_by_themselves_and_lose_nothing(Form form)
    {
        await using var trial = await Trial.StartAsync($"SIGTERM to each process in the middle, {Rounds} times ({form})", new Arrangement { Roles = EachRole }, form);

        await trial.SellDuringAsync(StopAsync(trial));

        await trial.EndsExactlyAsync();
    }

    [TestCase(OwnServers.Postgres)]
    [TestCase(OwnServers.RabbitMq)]
    public async Task While_a_server_is_away_they_leave_as_soon_and_lose_nothing(string away)
    {
        var servers = await OwnServers.GetAsync();
        await using var trial = await Trial.StartAsync($"SIGTERM to every process while {away} is away", new Arrangement { On = servers.Addresses });

        await trial.SellDuringAsync(StopWhileAwayAsync(trial, servers, away));

        await trial.EndsExactlyAsync();
    }

    private static async Task StopWhileAwayAsync(Trial trial, OwnServers servers, string away)
    {
        await trial.AcceptedAsync(200);
        await servers.KillAsync(away);
        await trial.AcceptedAsync(200); // So that every consumer has something in hand that it cannot finish.
        var stops = await Task.WhenAll(Enumerable.Range(0, trial.Installation.Processes.Count).Select(async number =>
        {
            var clock = Stopwatch.StartNew();
            return (Process: string.Join('+', Trial.FewProcesses[number]), ExitCode: await trial.Process(number).StopAsync(), Took: clock.Elapsed);
        }));
        await servers.StartAsync(away);
        await trial.Installation.StartProcessesAsync();
        trial.FaultIsOver();
        ByThemselves(stops);
    }

    private static void ByThemselves(IReadOnlyCollection<(string Process, int ExitCode, TimeSpan Took)> stops)
    {
        TestContext.Out.WriteLine($"Left after {string.Join(", ", stops.Select(s => $"{s.Took.TotalSeconds:N1} s ({s.Process})"))}; the longest {stops.Max(s => s.Took).TotalSeconds:N1} s.");
        Assert.That(stops.Where(s => s.ExitCode != 0 || s.Took > Most), Is.Empty, "ended otherwise than by itself, or late");
    }

    private static async Task StopAsync(Trial trial)
    {
        var chance = new Random(4711);
        var stops = new List<(string Process, int ExitCode, TimeSpan Took)>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var number in Enumerable.Range(0, trial.Installation.Processes.Count))
            {
                await trial.AcceptedAsync(chance.Next(50, 300));
                var process = trial.Process(number);
                var clock = Stopwatch.StartNew();
                var exitCode = await process.StopAsync();
                stops.Add((trial.Installation.Form == Form.Embedded ? "all roles" : EachRole[number][0], exitCode, clock.Elapsed));
                await process.StartAsync();
                await process.ReadyAsync();
            }
        }

        trial.FaultIsOver();
        ByThemselves(stops);
    }
}
