using System.Globalization;
using CsvHelper;
using Delight.Contracts;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Giving;

/// <summary>A catalogue as CSV (RFC 4180), one item to a row, with the columns below; lists are separated by <c>|</c>, amounts are in whole
/// units of the shop's currency. A cell that a spreadsheet would run as a formula has an apostrophe before it, which is taken off again.</summary>
internal static class CatalogueFile
{
    public static readonly IReadOnlyList<string> Columns = ["sku", "title", "cost", "value", "stock", "active_from", "active_to", "tags", "sizes", "traits", "grams"];
    private static readonly string[] Needed = [.. Columns.Take(4)];

    public static string Write(IEnumerable<CatalogueItem> items)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions(), leaveOpen: true))
        {
            csv.WriteRecord([.. Columns]);
            foreach (var item in items)
            {
                csv.WriteRecord([.. Cells(item).Select(c => SpreadsheetCell.Guarded(c ?? ""))]);
            }
        }

        return text.ToString();
    }

    /// <returns>The items, which columns the file has, and what is wrong with it: line and column.</returns>
    public static (IReadOnlyList<CatalogueItemSettings> Entries, IReadOnlyList<string> Given, IReadOnlyList<string> Faults) Read(string file)
    {
        var (entries, faults) = (new List<CatalogueItemSettings>(), new List<string>());
        string[] header = [];
        try
        {
            using var csv = CsvReader.FromText(file, new CsvReaderOptions { Separator = ',', TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw });
            csv.ReadHeader();
            header = [.. csv.Headers.Select(h => h.Trim().ToLowerInvariant())];
            if (file.Contains('\uFFFD', StringComparison.Ordinal))
            {
                return ([], [], ["The file is not UTF-8 text; save it as \"CSV UTF-8\"."]);
            }

            if (header.Distinct().Count() < header.Length)
            {
                return ([], [], ["The first line names a column twice; keep one."]);
            }

            if (header.Except(Columns).ToArray() is { Length: > 0 } unknown)
            {
                return ([], [], [$"There is no column {string.Join(", ", unknown)}; there are {string.Join(", ", Columns)}."]);
            }

            if (Needed.Except(header).ToArray() is { Length: > 0 } missing)
            {
                return ([], [], [$"The first line does not name the column {string.Join(", ", missing)}; sku, title, cost and value must be there."]);
            }

            while (csv.Read())
            {
                if (csv.FieldCount != header.Length)
                {
                    faults.Add($"Line {csv.LineNumber}: {csv.FieldCount} cells were found where the first line has {header.Length}; put text that holds a comma in quotes.");
                    continue;
                }

                var line = (int)csv.LineNumber;
                var entry = Entry(column => Array.IndexOf(header, column) is var at and >= 0 ? csv.GetString(at).Trim() : "", line, faults);
                if (entry.Fault() is { } fault)
                {
                    faults.Add($"Line {line}: {fault}");
                }

                entries.Add(entry);
            }
        }
        catch (CsvFormatException malformed)
        {
            faults.Add($"Line {malformed.LineNumber}: the quotes are wrong or never closed; put quotes around a whole cell and write a quote inside it twice.");
        }

        faults.AddRange(entries.GroupBy(e => e.Sku.Trim(), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => $"The sku {g.Key} stands in {g.Count()} rows."));
        return (entries, header, faults);
    }

    private static string?[] Cells(CatalogueItem item) =>
    [
        item.Sku, item.Title, Plain(item.Cost), Plain(item.Value), item.Stock?.ToString(CultureInfo.InvariantCulture), Moment(item.ActiveFrom), Moment(item.ActiveTo),
        item.Tags, item.Sizes, item.Traits, item.Grams?.ToString(CultureInfo.InvariantCulture),
    ];

    private static CatalogueItemSettings Entry(Func<string, string> cellOf, int line, List<string> faults)
    {
        return new CatalogueItemSettings
        {
            Sku = Cell("sku"),
            Title = Cell("title"),
            Cost = Parsed("cost", "an amount such as 2.50", Decimal) ?? 0,
            Value = Parsed("value", "an amount such as 2.50", Decimal) ?? 0,
            Stock = Parsed("stock", "a whole number, or nothing where there is no end of it", t => long.TryParse(t, NumberStyles.Integer, CultureInfo.InvariantCulture, out var v) ? v : (long?)null),
            ActiveFrom = Parsed("active_from", "a moment such as 2026-11-01T00:00:00Z", Time),
            ActiveTo = Parsed("active_to", "a moment such as 2026-12-24T00:00:00Z", Time),
            Tags = List("tags"),
            Sizes = List("sizes"),
            Traits = List("traits"),
            Grams = Parsed("grams", "a whole number of grams", t => int.TryParse(t, NumberStyles.Integer, CultureInfo.InvariantCulture, out var v) ? v : (int?)null),
        };

        string Cell(string column) => SpreadsheetCell.Unguarded(cellOf(column));

        string[] List(string column) => Cell(column).Split(CatalogueItem.Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        T? Parsed<T>(string column, string wanted, Func<string, T?> parse)
            where T : struct
        {
            var cell = Cell(column);
            var value = cell.Length == 0 ? null : parse(cell);
            if (value is null && cell.Length > 0)
            {
                faults.Add($"Line {line}, column {column}: \"{cell}\" cannot be read; give {wanted}.");
            }

            return value;
        }
    }

    private static decimal? Decimal(string text) => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static string Plain(Money money) => money.Amount().ToString(CultureInfo.InvariantCulture);

    private static string? Moment(long? microseconds) => microseconds is { } at ? Instant.FromStore(at).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null;
}
