using CsvHelper;

namespace Delight.Simulator;

/// <summary>A column of a history's file.</summary>
/// <param name="Index">From 0; negative when the file does not have it.</param>
internal readonly record struct Column(string Name, int Index)
{
    public bool Exists => Index >= 0;
}

/// <summary>Reads a history's file row by row, and knows where it is when something is wrong.</summary>
internal sealed class HistoryTable : IDisposable
{
    private const int LongestRecord = 1 << 20;
    private const int LongestQuote = 60;

    private readonly string file;
    private readonly CsvReader rows;
    private readonly string[] header;

    public HistoryTable(string path)
    {
        file = Path.GetFileName(path);
        rows = CsvReader.FromFile(path, new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = LongestRecord,
            PoolStrings = true,
        });
        header = [.. Checked(() => { rows.ReadHeader(); return rows.Headers; }).Select(name => name.Trim())];
    }

    /// <summary>The columns' names, without blanks around them; none when the file is empty.</summary>
    public IReadOnlyList<string> Header => header;

    /// <summary>The line on which the current row starts, from 1.</summary>
    public int Line => (int)rows.LineNumber;

    public bool Has(string column) => Array.FindIndex(header, name => Same(name, column)) >= 0;

    /// <summary>Finds a column by name, whatever the case and the order of the columns.</summary>
    public Column Column(string name)
    {
        var index = Array.FindIndex(header, other => Same(other, name));
        if (index >= 0 && Array.FindLastIndex(header, other => Same(other, name)) != index)
            throw Fault($"the column \"{name}\" is there twice; keep one.");
        return new(name, index);
    }

    /// <summary>Goes to the next row that is not blank; false at the end.</summary>
    public bool Next()
    {
        if (!Checked(rows.Read))
            return false;
        if (rows.FieldCount != header.Length)
            throw Fault($"{rows.FieldCount} fields were found where the header has {header.Length}; put text that holds a comma or a line break in quotes.");
        return true;
    }

    /// <summary>The field's text without blanks around it; empty when the column is not there.</summary>
    public string Text(Column column)
    {
        if (!column.Exists)
            return "";
        var text = rows.GetString(column.Index).Trim();
        return text.Contains('\uFFFD')
            ? throw Fault(column, $"{Quoted(text)} is not UTF-8 text; save the file as \"CSV UTF-8\".")
            : text;
    }

    public OrderHistoryException Fault(Column column, string sentence) =>
        Fault($"column \"{column.Name}\": {sentence}", separator: ", ");

    public OrderHistoryException Fault(string sentence, string separator = ": ") =>
        new($"{file}, line {Math.Max(1, Line)}{separator}{sentence}");

    public static string Quoted(string text) =>
        '"' + (text.Length > LongestQuote ? string.Concat(text.AsSpan(0, LongestQuote), "…") : text).ReplaceLineEndings(" ") + '"';

    public void Dispose() => rows.Dispose();

    private T Checked<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException malformed)
        {
            rows.Dispose();
            throw new OrderHistoryException(
                $"{file}, line {malformed.LineNumber}: the quotes are wrong or never closed; put quotes around a whole field and write a quote inside it twice.",
                malformed);
        }
    }

    private static bool Same(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
