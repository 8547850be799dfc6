using System.Text;

namespace Delight.Fulfilment.Finding;

/// <summary>What somebody looks for in the lines of parcels: a sku, or words that all stand in a note's text or in a title; letter case is ignored.
/// The store knows the case of ASCII letters for certain and lets any character stand for the others, which are then compared here.</summary>
internal sealed class SearchedWords(string find)
{
    private const string Letters = "ABCDE";

    // The longest first: the store is asked for those, which are the rarest.
    private readonly string[] _words = [.. find.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(w => w.Length)];

    /// <summary>Whatever the store finds is looked for.</summary>
    public bool IsExact => Ascii.IsValid(find) && _words.Length <= Letters.Length;

    /// <summary>Patterns for the sku and for up to five words, which <see cref="Sql"/> calls WordA to WordE.</summary>
    public (string Sku, string[] Words) Patterns => (Pattern(find), [.. _words.Take(Letters.Length).Select(w => $"%{Pattern(w)}%")]);

    /// <summary>A condition on the columns sku, text and title of l.</summary>
    public string Sql
    {
        get
        {
            string All(string column) => string.Join(" and ", Letters.Take(_words.Length).Select(n => $@"lower(l.{column}) like @Word{n} escape '\'"));
            return $@"(lower(l.sku) like @Sku escape '\' or ({All("text")}) or ({All("title")}))";
        }
    }

    public bool AreIn(FoundLine line) => string.Equals(line.Sku, find, StringComparison.OrdinalIgnoreCase) || AreIn(line.Text) || AreIn(line.Title);

    private bool AreIn(string? text) => text is not null && _words.All(w => text.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static string Pattern(string text)
    {
        var pattern = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value is '%' or '_' or '\\' ? pattern.Append('\\').Append((char)rune.Value)
                : rune.IsAscii ? pattern.Append(char.ToLowerInvariant((char)rune.Value))
                : pattern.Append('_');
        }

        return pattern.ToString();
    }
}
