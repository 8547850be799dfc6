using System.Globalization;
using System.Text;

namespace Delight.Benchmarks.Writing;

/// <summary>What was measured, as Markdown.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    public Report(Sizes sizes)
    {
        Line("# Delight beside bare programs");
        Line("Written by `dotnet run -c Release --project tests/Delight.Benchmarks -- compare`.");
        Line();
        Line(Machine.Describe());
        if (ReferenceEquals(sizes, Sizes.Quick))
        {
            Line();
            Line("**A quick run with small numbers: it shows that everything works, its figures say little.**");
        }
#if DEBUG
        Line();
        Line("**A Debug build: its figures say nothing. Build with `-c Release`.**");
#endif
    }

    public void Line(string text = "") => _text.Append(text).Append('\n');

    /// <summary>Tells whoever waits how far it is; not part of the report.</summary>
    public static void Progress(string text) => Console.Error.WriteLine(text);

    /// <param name="columns">A name that begins with a colon is one of texts, the others of numbers.</param>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Line();
        Line($"| {string.Join(" | ", columns.Select(c => c.TrimStart(':')))} |");
        Line($"|{string.Concat(columns.Select(c => c.StartsWith(':') ? "---|" : "--:|"))}");
        foreach (var row in rows)
        {
            Line($"| {string.Join(" | ", row)} |");
        }

        Line();
    }

    public async Task WriteAsync(string? file, CancellationToken cancellationToken)
    {
        Console.WriteLine();
        Console.WriteLine(_text);
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, _text.ToString(), cancellationToken);
            Progress($"Written to {file}.");
        }
    }
}

/// <summary>Numbers as they stand in the tables.</summary>
internal static class Figure
{
    public static double Median(this IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    public static string Whole(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Tenths(double number) => number.ToString("N1", CultureInfo.InvariantCulture);

    public static string Ratio(double number) => number.ToString("N2", CultureInfo.InvariantCulture);

    public static string Share(double number) => number.ToString("P0", CultureInfo.InvariantCulture).Replace(" %", "%", StringComparison.Ordinal);

    public static string Megabytes(double bytes) => Whole(bytes / 1e6);

    /// <summary>The smallest and the largest, so that one sees how steady the figures were.</summary>
    public static string Range(IReadOnlyCollection<double> figures) => $"{Whole(figures.Min())}–{Whole(figures.Max())}";
}
