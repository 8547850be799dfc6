using System.Globalization;
using Delight.Contracts;
using Spectre.Console;

namespace Delight.Host.Preview;

/// <summary>A preview as people read it: sums, places, months, what ran out, and examples with their words.</summary>
internal sealed class PreviewReport(IAnsiConsole console)
{
    /// <param name="tried">With other settings, where some were given.</param>
    public void Print(PreviewResult inForce, PreviewResult? tried)
    {
        Say($"{inForce.Rule} on {inForce.Orders:N0} orders, of which {inForce.Counting:N0} count:");
        Say($"  {Sums(inForce)}");
        if (tried is not null)
        {
            Say($"With {string.Join(", ", tried.Settings)}:");
            Say($"  {Sums(tried)}");
            Say($"  {tried.MatchedOrders.Except(inForce.MatchedOrders).Count():N0} orders only then, {inForce.MatchedOrders.Except(tried.MatchedOrders).Count():N0} no more.");
        }

        var shown = tried ?? inForce;
        Say("");
        Say(tried is null ? "By place and month:" : $"By place and month, with {string.Join(", ", tried.Settings)}:");
        console.Write(Table("Order", "Matches", shown.ByOrdinal.Select(o => new[] { Ordinal.InDigits(o.Key), $"{o.Value:N0}" })));
        console.Write(Table("Month", "Matches", shown.Months.Select(m => new[] { m.Month, $"{m.Matched:N0}", $"{m.Extras:N0}", $"{m.Notes:N0}", m.Cost?.ToString("N2", CultureInfo.InvariantCulture) ?? "" }), "Extras", "Notes", "Cost"));
        foreach (var (what, at) in shown.RanOut.OrderBy(r => r.Value))
        {
            Say($"{what}: none left from {at:yyyy-MM-dd} on.");
        }

        if (shown.Months is [{ Cost: null }, ..])
        {
            Say("Costs, stock and budgets are not reckoned: no shop is listed under Delight:Giving:Shops.");
        }

        foreach (var example in shown.Examples)
        {
            Say($"{example.Order}, {example.At:yyyy-MM-dd}: {example.Why}");
            foreach (var line in example.Lines)
            {
                Say($"    {line}");
            }
        }
    }

    private static string Sums(PreviewResult result) =>
        $"{result.Matched:N0} match, of {result.Customers:N0} customers: {result.Extras:N0} extras and {result.Notes:N0} notes"
        + (result.Months.Any(m => m.Cost is not null) ? $", {result.Months.Sum(m => m.Cost ?? 0).ToString("N2", CultureInfo.InvariantCulture)} in all." : ".");

    private static Table Table(string first, string second, IEnumerable<string[]> rows, params string[] more)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(first);
        foreach (var column in new[] { second }.Concat(more))
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        return table;
    }

    // Plain, so that a note's brackets are no markup.
    private void Say(string line) => console.Write(new Text(line + Environment.NewLine));
}
