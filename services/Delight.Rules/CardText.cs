using System.Globalization;

namespace Delight.Rules;

/// <summary>Words that have to fit on a card. Lengths are in characters as people count them (grapheme clusters, Unicode UAX #29).</summary>
internal static class CardText
{
    private const string More = "…";

    public static int Length(string text) => StringInfo.ParseCombiningCharacters(text).Length;

    /// <summary>As much as fits: whole sentences if it can be, whole words else, and never a part of a character.</summary>
    public static string Fit(string text, int most)
    {
        var starts = StringInfo.ParseCombiningCharacters(text);
        if (starts.Length <= most)
        {
            return text;
        }

        var fitting = text[..starts[most]];
        var sentences = EndOfLastSentence(text, fitting.Length);
        if (sentences > 0)
        {
            return fitting[..sentences];
        }

        // One place is the dots'.
        var shorter = text[..starts[most - 1]];
        var isWhole = char.IsWhiteSpace(text[shorter.Length]) || (shorter.Length > 0 && char.IsWhiteSpace(shorter[^1]));
        var words = isWhole || !text.Any(char.IsWhiteSpace) && text.Any(IsWrittenWithoutBlanks) ? shorter : shorter[..(shorter.LastIndexOfAny([' ', '\n', '\t']) + 1)];
        return Balanced(words.TrimEnd() + More);
    }

    /// <summary>Behind its full stop; 0 when none ends.</summary>
    private static int EndOfLastSentence(string text, int most)
    {
        for (var end = most; end > 0; end--)
        {
            var isEnd = text[end - 1] is '。' or '！' or '？' || (text[end - 1] is '.' or '!' or '?' or '؟' or '।' && (end == text.Length || char.IsWhiteSpace(text[end])));
            if (isEnd && text[..end].Count(c => c == '*') % 2 == 0)
            {
                return end;
            }
        }

        return 0;
    }

    /// <summary>Chinese, Japanese, Thai, Lao, Khmer and Burmese: where a word ends, only readers know.</summary>
    private static bool IsWrittenWithoutBlanks(char c) => c is >= '\u0e00' and <= '\u0eff' or >= '\u1000' and <= '\u109f' or >= '\u1780' and <= '\u17ff' or >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff';

    /// <summary>A stressed word that lost its second star loses the first.</summary>
    private static string Balanced(string text) => text.Count(c => c == '*') % 2 == 0 ? text : text.Remove(text.LastIndexOf('*'), 1);
}
