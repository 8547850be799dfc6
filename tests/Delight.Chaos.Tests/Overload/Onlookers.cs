using System.Diagnostics;
using System.Net;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests.Overload;

/// <summary>Ask for health and figures all the while, as an orchestrator and a warehouse do.</summary>
internal sealed class Onlookers(Installation installation)
{
    // The machine that floods is the one that is flooded; what counts is that an answer comes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    public async Task LookAsync(Task flood)
    {
        using var probe = new HttpClient { BaseAddress = installation.Processes[0].Address, Timeout = Patience };
        await Task.WhenAll(flood, AskAsync(probe, "/health/live", flood), AskAsync(installation.Api, "/api/v1/stats", flood));
    }

    private static async Task AskAsync(HttpClient client, string path, Task flood)
    {
        using var timer = new PeriodicTimer(Every);
        var (asked, longest) = (0, TimeSpan.Zero);
        do
        {
            var clock = Stopwatch.StartNew();
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), path);
            longest = clock.Elapsed > longest ? clock.Elapsed : longest;
            asked++;
        }
        while (await timer.WaitForNextTickAsync() && !flood.IsCompleted);

        await TestContext.Out.WriteLineAsync($"{path} was answered {asked} times, after {longest.TotalMilliseconds:N0} ms at the longest.");
    }
}
