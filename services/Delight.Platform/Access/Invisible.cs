using System.Globalization;

namespace Delight.Platform.Access;

/// <summary>Characters that show nothing and change how a line of a log, a card or a page is read.</summary>
public static class Invisible
{
    /// <summary>Control characters, separators of lines and paragraphs, and Unicode's marks, embeddings, overrides and isolates of
    /// direction, by which a text is read in another order than it is written.</summary>
    public static bool Is(char c) => char.IsControl(c) || c is '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    /// <summary>That a text shows nothing at all: blanks, what is invisible, and what only joins or parts other characters, such as a space of no width.</summary>
    public static bool IsAll(string? text) => text is null || text.All(c => char.IsWhiteSpace(c) || Is(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format);
}
