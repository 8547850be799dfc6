using System.Globalization;

namespace Delight.Simulator;

/// <summary>What the fields of a history must look like, and the sentence when they do not.</summary>
internal static class HistoryFields
{
    private const decimal LargestAmount = 1_000_000_000_000;

    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF K", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF 'UTC'", "yyyy-MM-dd HH:mmK",
    ];

    /// <summary>A moment; UTC when it names no zone.</summary>
    public static DateTimeOffset Date(this HistoryTable table, Column column, string example) =>
        DateTimeOffset.TryParseExact(table.Text(column), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : throw table.Wrong(column, "a date", example);

    public static DateTimeOffset? DateOrNone(this HistoryTable table, Column column, string example) =>
        table.Text(column).Length == 0 ? null : table.Date(column, example);

    /// <summary>An id: a whole number above 0, with an apostrophe before it where the platform wants spreadsheets to take it for text.</summary>
    public static long Id(this HistoryTable table, Column column) =>
        long.TryParse(table.Text(column).TrimStart('\''), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? id
            : throw table.Wrong(column, "a whole number above 0", "1042");

    public static long? IdOrNone(this HistoryTable table, Column column) =>
        table.Text(column).Length == 0 ? null : table.Id(column);

    public static int Quantity(this HistoryTable table, Column column) =>
        int.TryParse(table.Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var pieces)
            ? pieces
            : throw table.Wrong(column, "a whole number", "2");

    /// <summary>An amount of money of 0 or more, in whole units.</summary>
    public static decimal Amount(this HistoryTable table, Column column)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(table.Text(column), Plain, CultureInfo.InvariantCulture, out var amount))
            throw table.Wrong(column, "an amount", "12.50");
        return amount switch
        {
            < 0 => throw table.Fault(column, $"{HistoryTable.Quoted(table.Text(column))} is negative; an amount is 0 or more."),
            > LargestAmount => throw table.Fault(column, $"{HistoryTable.Quoted(table.Text(column))} is larger than any order's amount."),
            _ => amount,
        };
    }

    public static string Currency(this HistoryTable table, Column column)
    {
        var code = table.Text(column);
        return code.Length == 3 && code.All(char.IsAsciiLetter)
            ? string.Intern(code.ToUpperInvariant())
            : throw table.Wrong(column, "a currency of three letters", "EUR");
    }

    /// <summary>True also when nothing is said.</summary>
    public static bool TrueUnlessFalse(this HistoryTable table, Column column) => table.Text(column) switch
    {
        "" => true,
        var text when bool.TryParse(text, out var value) => value,
        _ => throw table.Wrong(column, "true or false", "true"),
    };

    public static OrderHistoryException Wrong(this HistoryTable table, Column column, string expected, string example) =>
        table.Text(column) is { Length: > 0 } found
            ? table.Fault(column, $"{HistoryTable.Quoted(found)} is not {expected}; write it like {example}.")
            : table.Fault(column, $"{expected} is missing; write it like {example}.");
}
