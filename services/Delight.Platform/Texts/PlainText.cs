using System.Globalization;
using Delight.Platform.Access;

namespace Delight.Platform.Texts;

/// <summary>Text of outsiders without what shows nothing: a zero byte fits no column of PostgreSQL, and no line of a log or
/// a card has use for the others. Line breaks and tabs become blanks.</summary>
public static class PlainText
{
    // The platform's own limit for a first name.
    private const int LongestName = 255;

    public static string? Of(string? text)
    {
        var plain = text is null || !text.Any(Invisible.Is) ? text
            : string.Concat(text.Where(c => char.IsWhiteSpace(c) || !Invisible.Is(c)).Select(c => Invisible.Is(c) ? ' ' : c));
        return string.IsNullOrWhiteSpace(plain) ? null : plain.Trim();
    }

    /// <summary>The same; nothing for a text that is longer than any name, so that an order is not lost for it.</summary>
    public static string? Name(string? text) => Of(text) is { Length: <= LongestName } name ? name : null;

    /// <summary>Never inside a character.</summary>
    /// <param name="most">In UTF-16 units; what is cut off is shown by one more.</param>
    public static string Cut(string text, int most) => text.Length <= most ? text : text[..StringInfo.ParseCombiningCharacters(text).Last(at => at <= most)] + "…";
}
