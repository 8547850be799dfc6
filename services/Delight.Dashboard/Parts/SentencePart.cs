using System.Globalization;
using System.Text.RegularExpressions;

namespace Delight.Dashboard.Parts;

/// <summary>A part of a sentence that the API or a page makes: words, or a moment, an amount or a number, which each reader's own language and
/// clock write their own way. Sentences are made in one way only: <c>2026-11-01 09:02:00 UTC</c>, <c>30.00 USD</c>, <c>12,345</c>, <c>93 %</c>.</summary>
internal sealed partial record SentencePart(string Words, DateTimeOffset? Moment = null, decimal? Number = null, string? Currency = null, bool IsPercent = false)
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public static IEnumerable<SentencePart> Of(string sentence)
    {
        var end = 0;
        foreach (var match in Told().Matches(sentence).Where(m => StandsAlone(sentence, m)))
        {
            if (match.Index > end)
            {
                yield return new SentencePart(sentence[end..match.Index]);
            }

            yield return Read(match);
            end = match.Index + match.Length;
        }

        if (end < sentence.Length)
        {
            yield return new SentencePart(sentence[end..]);
        }
    }

    private static SentencePart Read(Match match)
    {
        if (match.Groups["at"] is { Success: true } at)
        {
            return DateTimeOffset.TryParse(at.ValueSpan, CultureInfo.InvariantCulture, Utc, out var moment) ? new SentencePart(match.Value, Moment: moment) : new SentencePart(match.Value);
        }

        var number = decimal.TryParse(match.Groups["number"].ValueSpan, NumberStyles.Number, CultureInfo.InvariantCulture, out var read) ? read : (decimal?)null;
        return new SentencePart(match.Value, Number: number, Currency: match.Groups["currency"] is { Success: true } currency ? currency.Value : null, IsPercent: match.Groups["percent"].Success);
    }

    /// <summary>Not a part of a name, a version, an address or a larger number.</summary>
    private static bool StandsAlone(string sentence, Match match)
    {
        var (before, after) = (match.Index, match.Index + match.Length);
        return (before == 0 || !".,:/#-".Contains(sentence[before - 1], StringComparison.Ordinal))
            && (after == sentence.Length || !("/-".Contains(sentence[after], StringComparison.Ordinal)
                || (".,".Contains(sentence[after], StringComparison.Ordinal) && after + 1 < sentence.Length && char.IsAsciiDigit(sentence[after + 1]))));
    }

    [GeneratedRegex(
        @"\b(?:(?<at>[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,7})?)?)(?: UTC|Z)\b|(?<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?) (?:(?<currency>[A-Z]{3})\b|(?<percent>%))|(?<number>[0-9]{1,3}(?:,[0-9]{3})+)\b)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Told();
}
