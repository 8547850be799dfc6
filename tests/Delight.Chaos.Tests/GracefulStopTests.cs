using System.Diagnostics;
using Delight.ChaosTests.Trials;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>Every role is told to end (SIGTERM) in the middle of its work, as each update does: it leaves by itself, soon and content.</summary>
internal sealed class GracefulStopTests
{
    private static readonly string[][] EachRole = [["Receiver"], ["Ledger"], ["Rules"], ["Fulfilment"], ["Dashboard"]];
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    private static int Rounds => SharedData.Long ? 10 : 2;

    [TestCase(Form.Distributed)]
    [TestCase(Form.Embedded)]
    public async Task Processes_told_to_end_in_the_middle_leave_by_themselves_and_lose_nothing(Form form)
    {
        await using var trial = await Trial.StartAsync($"SIGTERM to each process in the middle, {Rounds} times ({form})", new Arrangement { Roles = EachRole }, form);

        await trial.SellDuringAsync(StopAsync(trial));

        await trial.EndsExactlyAsync();
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
        TestContext.Out.WriteLine($"Left after {string.Join(", ", stops.Select(s => $"{s.Took.TotalSeconds:N1} s ({s.Process})"))}; the longest {stops.Max(s => s.Took).TotalSeconds:N1} s.");
        Assert.That(stops.Where(s => s.ExitCode != 0 || s.Took > Most), Is.Empty, "ended otherwise than by itself, or late");
    }
}
