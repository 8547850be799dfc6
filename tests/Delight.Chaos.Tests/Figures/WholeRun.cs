using Delight.ChaosTests.Faults;
using Delight.ChaosTests.Figures;
using Delight.SystemTests.Running;

namespace Delight.ChaosTests;

/// <summary>Gathers a row from every trial and writes them as one table when all are over.</summary>
[SetUpFixture]
internal sealed class WholeRun
{
    private static readonly List<Row> Rows = [];

    public static void Add(Row row)
    {
        TestContext.Out.WriteLine(row);
        lock (Rows)
        {
            Rows.Add(row);
        }
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await OwnServers.EndAsync();
        if (Target() is { } file && Rows.Count > 0)
        {
            await File.WriteAllTextAsync(file, Table());
        }
    }

    /// <summary>Short runs leave the published figures alone.</summary>
    private static string? Target() => Environment.GetEnvironmentVariable("DELIGHT_CHAOS_RESULTS") is { Length: > 0 } named ? named
        : SharedData.Long ? ObjectMother.Repository.File("tests/Delight.Chaos.Tests/results.md") : null;

    private static string Table() => $"""
        # What was done to Delight, and what came of it
        Written by `tests/run.sh {(SharedData.Long ? "--long " : "")}Chaos` on a machine with {Environment.ProcessorCount} cores that also ran the shop, the broker and the database.
        Every delivery was posted until it was answered 200, as the shop's platform does. *Lost* and *doubled* come from a count of its own
        (ExpectedGifts.cs) that uses nothing of Delight. *Recovery* runs from the end of the fault, or of what was sent after it, until everything
        accepted had its effect. *p50*, *p99* and *longest* are the times from a post to its answer 200, faults included. *Refused* were answered 503 with
        Retry-After and posted again. *Memory* is the highest resident set of any process of Delight, where it was watched.

        In all {Rows.Sum(r => r.Accepted):N0} deliveries were accepted, {Rows.Sum(r => r.Lost)} of them lost; {Rows.Sum(r => r.Doubled) * 1e6 / Math.Max(1, Rows.Sum(r => r.Accepted)):N1} of a million had an effect twice.

        | fault | accepted | lost | doubled | p50, ms | p99, ms | longest, ms | refused 503 | recovery, s | memory, MB |
        |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
        {string.Join('\n', Rows)}

        """;
}
