namespace Delight.Receiver.Payload;

/// <summary>Text of outsiders without control characters: a zero byte fits no column of PostgreSQL, and no line of a log or
/// a card has use for the others. Line breaks and tabs become blanks.</summary>
internal static class PlainText
{
    // The platform's own limit for a first name.
    private const int LongestName = 255;

    public static string? Of(string? text)
    {
        var plain = text is null || !text.Any(c => char.IsControl(c) || TurnsAround(c)) ? text
            : string.Concat(text.Where(c => char.IsWhiteSpace(c) || !(char.IsControl(c) || TurnsAround(c))).Select(c => char.IsControl(c) ? ' ' : c));
        return string.IsNullOrWhiteSpace(plain) ? null : plain.Trim();
    }

    /// <summary>The same; nothing for a text that is longer than any name, so that an order is not lost for it.</summary>
    public static string? Name(string? text) => Of(text) is { Length: <= LongestName } name ? name : null;

    /// <summary>Marks that let a text be read in another order than it is written: Unicode's embeddings, overrides and isolates.
    /// Scripts that run from right to left need none of them.</summary>
    private static bool TurnsAround(char c) => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
