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
        var sentences = EndOfLastSentence(fitting);
        if (sentences > 0)
        {
            return fitting[..sentences];
        }

        // One place is the dots'.
        var shorter = text[..starts[most - 1]];
        var isWhole = char.IsWhiteSpace(text[shorter.Length]) || (shorter.Length > 0 && char.IsWhiteSpace(shorter[^1]));
        var words = isWhole ? shorter : shorter[..(shorter.LastIndexOfAny([' ', '\n', '\t']) + 1)];
        return Balanced(words.TrimEnd() + More);
    }

    /// <summary>Behind its full stop; 0 when none ends.</summary>
    private static int EndOfLastSentence(string text)
    {
        for (var end = text.Length; end > 0; end--)
        {
            if (text[end - 1] is '.' or '!' or '?' or '。' or '！' or '？' or '؟' or '।' && (end == text.Length || char.IsWhiteSpace(text[end])) && text[..end].Count(c => c == '*') % 2 == 0)
            {
                return end;
            }
        }

        return 0;
    }

    /// <summary>A stressed word that lost its second star loses the first.</summary>
    private static string Balanced(string text) => text.Count(c => c == '*') % 2 == 0 ? text : text.Remove(text.LastIndexOf('*'), 1);
}
