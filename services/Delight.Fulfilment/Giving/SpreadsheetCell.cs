namespace Delight.Fulfilment.Giving;

/// <summary>A cell that a spreadsheet would run as a formula has an apostrophe before it, which is taken off again when it comes back.</summary>
internal static class SpreadsheetCell
{
    private const string Formulas = "=+-@\t\r";

    public static string Guarded(string cell) => cell.Length > 0 && (Formulas.Contains(cell[0], StringComparison.Ordinal) || IsGuarded(cell)) ? "'" + cell : cell;

    public static string Unguarded(string cell) => IsGuarded(cell) ? cell[1..] : cell;

    private static bool IsGuarded(string cell) => cell.TrimStart('\'') is { Length: > 0 } rest && cell[0] == '\'' && Formulas.Contains(rest[0], StringComparison.Ordinal);
}
