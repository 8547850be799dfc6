using Delight.Benchmarks.Load;
using Delight.Benchmarks.Processes;
using Delight.Benchmarks.Writing;

namespace Delight.Benchmarks.EndToEnd;

/// <summary>From the webhook to the packing list: Delight beside a twin that is written with raw clients.</summary>
internal sealed class WayComparison(Workshop workshop, Sizes sizes, Report report, Orders orders)
{
    public Task EmbeddedAsync(CancellationToken cancellationToken) => CompareAsync(
        "## End to end, embedded", "Delight: one process, in-memory bus and SQLite. Twin: one process, journal and tables in SQLite, channels. ", "35 s, 300 MB",
        [("Delight", Installations.EmbeddedAsync), ("twin", Installations.EmbeddedTwinAsync)], null, cancellationToken);

    public async Task DistributedAsync(CancellationToken cancellationToken) => await CompareAsync(
        "## End to end, distributed", "Delight: RabbitMQ and PostgreSQL, one process for each role. Twin: the same with raw clients; door, ledger, rule and fulfilment. ", "70 s",
        [("Delight", Installations.DistributedAsync), ("twin", Installations.DistributedTwinAsync)], await workshop.ServersAsync(cancellationToken), cancellationToken);

    private async Task CompareAsync(
        string title, string about, string aim, IReadOnlyList<(string Name, Func<Workshop, CancellationToken, Task<Installation>> StartAsync)> forms, Servers? servers, CancellationToken cancellationToken)
    {
        var runs = forms.ToDictionary(f => f.Name, _ => new List<Run>());
        for (var round = 1; round <= sizes.WayRounds; round++)
        {
            foreach (var (name, startAsync) in forms)
            {
                Report.Progress($"{title[3..]}, {name}, round {round} of {sizes.WayRounds}");
                await using var installation = await startAsync(workshop, cancellationToken);
                runs[name].Add(await Run.OfAsync(installation, orders, sizes, servers, cancellationToken));
            }
        }

        report.Line();
        report.Line(title);
        report.Line(about + $"{Figure.Whole(orders.Requests.Count)} orders ({orders.Source}) in time order, {Figure.Whole(orders.MeanBytes)} bytes each with their headers, over {sizes.Connections} connections, "
            + $"from the first post until nothing is pending; started anew and empty, not warmed up. Medians of {sizes.WayRounds} rounds, in turn. Every run ended with exactly {Figure.Whole(orders.Gifted)} gifted orders.");
        report.Table([":", "deliveries/s", "lowest–highest", "posted s", "drained s", "CPU µs a delivery", "of RabbitMQ", "of PostgreSQL", "peak MB, all"], forms.Select(f => Row(f.Name, runs[f.Name])));
        report.Table([":process", "CPU µs a delivery", "peak MB"], runs.SelectMany(r => ByProgram(r.Key, r.Value)));
        var ratio = runs["Delight"].Zip(runs["twin"], (d, t) => d.PerSecond / t.PerSecond).Median();
        report.Line($"Delight reaches **{Figure.Ratio(ratio)}** of its twin (aim: 0.40), as the median of the rounds' ratios. CDNOW in {Figure.Tenths(Median(runs["Delight"], r => r.Drained.TotalSeconds))} s (aim: {aim}). "
            + $"Others used {Figure.Share(runs.Values.SelectMany(r => r).Select(r => r.Others).Median())} of the machine (median of the runs).");
    }

    private static string[] Row(string name, List<Run> runs) =>
    [
        name, Figure.Whole(Median(runs, r => r.PerSecond)), Figure.Range([.. runs.Select(r => r.PerSecond)]), Figure.Tenths(Median(runs, r => r.Posted.TotalSeconds)),
        Figure.Tenths(Median(runs, r => r.Drained.TotalSeconds)), Figure.Whole(Median(runs, r => r.Cpu)), Figure.Whole(Median(runs, r => r.RabbitMqCpu)),
        Figure.Whole(Median(runs, r => r.PostgresCpu)), Figure.Megabytes(Median(runs, r => r.Programs.Sum(p => p.PeakBytes))),
    ];

    private static IEnumerable<string[]> ByProgram(string name, List<Run> runs) => runs[0].Programs.Select((p, i) => new[]
    {
        $"{name}: {p.Program}", Figure.Whole(Median(runs, r => r.Programs[i].Cpu)), Figure.Megabytes(Median(runs, r => r.Programs[i].PeakBytes)),
    });

    private static double Median(List<Run> runs, Func<Run, double> figure) => runs.Select(figure).Median();
}
