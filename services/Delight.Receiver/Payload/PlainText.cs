namespace Delight.Receiver.Payload;

/// <summary>Text of outsiders without control characters: a zero byte fits no column of PostgreSQL, and no line of a log or
/// a card has use for the others. Line breaks and tabs become blanks.</summary>
internal static class PlainText
{
    public static string? Of(string? text)
    {
        var plain = text is null || !text.Any(char.IsControl) ? text
            : string.Concat(text.Where(c => char.IsWhiteSpace(c) || !char.IsControl(c)).Select(c => char.IsControl(c) ? ' ' : c));
        return string.IsNullOrWhiteSpace(plain) ? null : plain.Trim();
    }
}
