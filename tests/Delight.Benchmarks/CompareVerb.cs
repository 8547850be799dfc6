using System.CommandLine;
using Delight.Benchmarks.Doors;
using Delight.Benchmarks.EndToEnd;
using Delight.Benchmarks.LedgerSize;
using Delight.Benchmarks.Load;
using Delight.Benchmarks.Processes;
using Delight.Benchmarks.Writing;

namespace Delight.Benchmarks;

/// <summary>Measures Delight and the bare contenders in one run, side by side, and writes what came of it.</summary>
internal static class CompareVerb
{
    private const string Door = "door";
    private const string Embedded = "embedded";
    private const string Distributed = "distributed";
    private const string KnownOrders = "ledger-size";
    private static readonly string[] Parts = [Door, Embedded, Distributed, KnownOrders];

    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Small numbers, to see that everything works; the figures say little." };
        var only = new Option<string[]>("--only") { Description = "Only this part; may be given several times.", DefaultValueFactory = _ => [] };
        only.AcceptOnlyFromAmong(Parts);
        var file = new Option<FileInfo?>("--out") { Description = "Where the tables are written. A full run writes tests/Delight.Benchmarks/results.md by itself, a part or a quick run no file." };
        var host = new Option<FileInfo?>("--host") { Description = "Another Delight.Host.dll to measure than the one built here." };
        var verb = new Command("compare", "Measures Delight beside bare programs and prints Markdown tables.") { quick, only, file, host };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var programs = Programs.Find(parsed.GetValue(host));
            var parts = parsed.GetValue(only)!;
            var isQuick = parsed.GetValue(quick);
            var report = await MeasureAsync(programs, isQuick ? Sizes.Quick : Sizes.Full, parts.Length > 0 ? parts : Parts, cancellationToken);
            var whole = !isQuick && parts.Length == 0 ? Path.Combine(programs.Repository, "tests", "Delight.Benchmarks", "results.md") : null;
            await report.WriteAsync(parsed.GetValue(file)?.FullName ?? whole, cancellationToken);
        });
        return verb;
    }

    private static async Task<Report> MeasureAsync(Programs programs, Sizes sizes, string[] parts, CancellationToken cancellationToken)
    {
        await using var workshop = new Workshop(programs);
        var report = new Report(sizes);
        if (parts.Contains(Door))
        {
            await new DoorComparison(workshop, sizes, report).RunAsync(cancellationToken);
        }

        var way = new Lazy<WayComparison>(() => new WayComparison(workshop, sizes, report, Orders.OfAShop(programs.Repository, sizes.Orders)));
        if (parts.Contains(Embedded))
        {
            await way.Value.EmbeddedAsync(cancellationToken);
        }

        if (parts.Contains(Distributed))
        {
            await way.Value.DistributedAsync(cancellationToken);
        }

        if (parts.Contains(KnownOrders))
        {
            await new LedgerComparison(workshop, sizes, report).RunAsync(cancellationToken);
        }

        return report;
    }
}
