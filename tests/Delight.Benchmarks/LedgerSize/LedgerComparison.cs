using Delight.Benchmarks.EndToEnd;
using Delight.Benchmarks.Processes;
using Delight.Benchmarks.Writing;

namespace Delight.Benchmarks.LedgerSize;

/// <summary>What one order costs where few orders are known, and where many are.</summary>
internal sealed class LedgerComparison(Workshop workshop, Sizes sizes, Report report)
{
    private const string EveryOrderIsGifted = "1000";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var rows = new List<string[]>();
        var ratios = new List<string>();
        foreach (var makeAsync in new[] { SqliteAsync, (Func<int, CancellationToken, Task<Ledger>>)PostgresAsync })
        {
            await using var small = await makeAsync(sizes.SmallLedger, cancellationToken);
            await using var large = await makeAsync(sizes.LargeLedger, cancellationToken);
            await SendAsync([small, large], cancellationToken);
            rows.AddRange([Row(small), Row(large)]);
            ratios.Add($"{small.Store}: **{Figure.Ratio(Ratio(large, small, r => r.Elapsed))}** in time, **{Figure.Ratio(Ratio(large, small, r => r.Cpu + r.PostgresCpu))}** in CPU");
        }

        report.Line();
        report.Line("## An order in a small ledger and in a large one");
        report.Line($"All roles in one process. So many orders are known, three of each customer; then {Figure.Whole(sizes.NewOrders)} customers order once more, {Figure.Whole(sizes.NewOrders)} to warm up and as many in each of {sizes.LedgerRounds} rounds, "
            + $"the two ledgers in turn; every new order earns a gift. Over {sizes.Connections} connections, from the first post until nothing is pending, which is known up to half a second late. Medians of the rounds.");
        report.Table([":store", "known orders", "µs an order", "CPU µs an order, Delight", "of PostgreSQL"], rows);
        report.Line($"The large one costs so many times the small one: {string.Join("; ", ratios)} (median of the rounds' ratios).");
    }

    private static double Ratio(Ledger large, Ledger small, Func<LedgerRound, double> figure) => large.Rounds.Zip(small.Rounds, (l, s) => figure(l) / figure(s)).Median();

    private static string[] Row(Ledger ledger) =>
    [
        ledger.Store, Figure.Whole(ledger.Known), Figure.Whole(ledger.Median(r => r.Elapsed)), Figure.Whole(ledger.Median(r => r.Cpu)), Figure.Whole(ledger.Median(r => r.PostgresCpu)),
    ];

    private async Task SendAsync(Ledger[] ledgers, CancellationToken cancellationToken)
    {
        for (var round = 0; round <= sizes.LedgerRounds; round++)
        {
            Report.Progress(round == 0 ? $"Ledgers, {ledgers[0].Store}, to warm up" : $"Ledgers, {ledgers[0].Store}, round {round} of {sizes.LedgerRounds}");
            foreach (var ledger in ledgers)
            {
                var figures = await ledger.SendAsync(sizes.NewOrders, sizes.Connections, cancellationToken);
                if (round > 0)
                {
                    ledger.Rounds.Add(figures);
                }
            }
        }
    }

    private async Task<Ledger> SqliteAsync(int known, CancellationToken cancellationToken)
    {
        var settings = DelightSettings.Embedded(workshop.NewFolder());
        var file = settings["Delight__Store__ConnectionString"].Split('=')[1];
        var installation = await FilledAsync(settings, () => KnownOrders.FillSqliteAsync(file, known, cancellationToken), null, cancellationToken);
        return new Ledger(installation, "SQLite", known, null);
    }

    private async Task<Ledger> PostgresAsync(int known, CancellationToken cancellationToken)
    {
        var servers = await workshop.ServersAsync(cancellationToken);
        var place = await FreshPlace.MakeAsync(servers, cancellationToken);
        var settings = DelightSettings.OnPostgres(workshop.NewFolder(), place.Postgres);
        var installation = await FilledAsync(settings, () => KnownOrders.FillPostgresAsync(place.Postgres, known, cancellationToken), place, cancellationToken);
        return new Ledger(installation, "PostgreSQL", known, servers);
    }

    /// <summary>Started once for its tables, then filled, then started again.</summary>
    private async Task<Installation> FilledAsync(Dictionary<string, string> settings, Func<Task> fillAsync, FreshPlace? place, CancellationToken cancellationToken)
    {
        settings["Delight__Rules__FourthToSeventhOrder__To"] = EveryOrderIsGifted;
        try
        {
            await using (await Contender.StartAsync("all roles", workshop.Programs.Host, [], settings, cancellationToken))
            {
                Report.Progress("Filling a ledger");
            }

            await fillAsync();
            var program = await Contender.StartAsync("all roles", workshop.Programs.Host, [], settings, cancellationToken);
            return new Installation([program], Installation.AskApi(program), place);
        }
        catch
        {
            await (place?.DisposeAsync() ?? default);
            throw;
        }
    }
}
