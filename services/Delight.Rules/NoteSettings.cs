using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Delight.Contracts;

namespace Delight.Rules;

/// <summary>The words that a rule has written, and how many the card holds. Settings of a rule that writes notes stand on this.</summary>
public abstract class NoteSettings : IValidatableObject
{
    /// <summary>As long as first names are likely to be.</summary>
    private const string LongestLikelyName = "Maximiliane-Christophera";

    /// <summary>The note's words, see <see cref="NoteTemplate"/>.</summary>
    public abstract string Note { get; set; }

    /// <summary>More wordings: nobody reads the same one twice before they have read all.</summary>
    public IList<string> OtherNotes { get; set => field = value ?? []; } = [];

    /// <summary>The same for customers who ordered in another language.</summary>
    public IList<LanguageSettings> Languages { get; set => field = value ?? []; } = [];

    /// <summary>Characters, as people count them, that the card holds.</summary>
    public int MostCharacters { get; set; } = 400;

    /// <summary>What the rule's words know besides, see <see cref="NoteTemplate"/>.</summary>
    protected virtual IReadOnlyList<string> MoreFacts => [];

    /// <param name="more">Values of <see cref="MoreFacts"/>.</param>
    /// <param name="withExtra">Whether the rule puts something extra into the parcel besides.</param>
    public Written Write(OrderRanked order, IReadOnlyDictionary<string, object?>? more = null, bool withExtra = true)
    {
        var language = LanguageOf(order.Locale);
        IReadOnlyList<string> wordings = language is null ? [Note, .. OtherNotes] : [language.Note, .. language.OtherNotes];

        // Customers begin with different ones, and those who write by hand do not write the same all day.
        var first = (int)((((order.CustomerId ?? 0) % wordings.Count) + wordings.Count + (order.Ordinal ?? 0)) % wordings.Count);
        return new Written([.. wordings.Skip(first).Concat(wordings.Take(first)).Select(w => new Wording(NameOf(w), Words(w, order, more, language, withExtra)))]);
    }

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var type = GetType().Name;
        var here = $"Delight:Rules:{(type.EndsWith("Settings", StringComparison.Ordinal) ? type[..^"Settings".Length] : type)}:";
        if (MostCharacters < 1)
        {
            yield return new ValidationResult($"{here}MostCharacters is {MostCharacters.ToString(CultureInfo.InvariantCulture)}; give at least 1.");
            yield break;
        }

        foreach (var (setting, words, language) in Wordings())
        {
            if (NoteTemplate.Fault(words, MoreFacts) is { } fault)
            {
                yield return new ValidationResult($"{here}{setting} cannot be used: {fault}");
            }
            else if (NoteTemplate.LongestOf(words, LongestLikelyName, MoreFacts, language) is var longest && CardText.Length(longest) is var length && length > MostCharacters)
            {
                yield return new ValidationResult($"{here}{setting} has {length} characters with a long name, and the card holds {MostCharacters}; shorten it, or raise {here}MostCharacters.");
            }
        }

        for (var i = 0; i < Languages.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Languages[i].Locale) || Languages.Take(i).Any(l => l.IsCalled(Languages[i].Locale)))
            {
                yield return new ValidationResult($"{here}Languages:{i}:Locale is missing or stands there twice; give a language tag such as de or de-AT.");
            }
        }
    }

    /// <summary>A name of any length may come; without it the words have the room that they were made for.</summary>
    private string Words(string wording, OrderRanked order, IReadOnlyDictionary<string, object?>? more, LanguageSettings? language, bool withExtra)
    {
        var text = NoteTemplate.Write(wording, order, more, language, withExtra);
        return CardText.Length(text) <= MostCharacters ? text
            : CardText.Fit(NoteTemplate.Write(wording, order with { CustomerFirstName = null }, more, language, withExtra), MostCharacters);
    }

    private static string NameOf(string wording) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wording)).AsSpan(0, 6));

    /// <summary>Each with the name of its setting.</summary>
    private IEnumerable<(string Setting, string Words, LanguageSettings? Language)> Wordings() =>
        [.. Named("", Note, OtherNotes, null), .. Languages.SelectMany((language, i) => Named($"{nameof(Languages)}:{i}:", language.Note, language.OtherNotes, language))];

    private static IEnumerable<(string, string, LanguageSettings?)> Named(string before, string note, IEnumerable<string> others, LanguageSettings? language) =>
        others.Select((words, i) => ($"{before}{nameof(OtherNotes)}:{i}", words, language)).Prepend(($"{before}{nameof(Note)}", note, language));

    /// <summary>de-AT-1996, else de-AT, else de, else the words that every customer gets (RFC 4647, lookup).</summary>
    private LanguageSettings? LanguageOf(string? locale)
    {
        for (var tag = locale?.Replace('_', '-'); !string.IsNullOrEmpty(tag); tag = tag.LastIndexOf('-') is var end and > 0 ? tag[..end] : null)
        {
            if (Languages.FirstOrDefault(l => l.IsCalled(tag)) is { } language)
            {
                return language;
            }
        }

        return null;
    }
}

/// <summary>A note's words for customers who ordered in one language (section <c>Delight:Rules:ClassName:Languages:N</c>).</summary>
public sealed class LanguageSettings
{
    /// <summary>A language tag (BCP 47) such as <c>de</c>, or <c>de-AT</c> for words of Austria's own.</summary>
    public string Locale { get; set => field = value ?? ""; } = "";

    /// <summary>The note's words, see <see cref="NoteTemplate"/>.</summary>
    public string Note { get; set; } = "";

    /// <summary>More wordings, taken in turn.</summary>
    public IList<string> OtherNotes { get; set => field = value ?? []; } = [];

    /// <summary>How the first, second … order is called in words, for <c>ordinal</c>; beyond the last it is the number.</summary>
    public IList<string> Ordinals { get; set => field = value ?? []; } = [];

    public override string ToString() => $"{Locale}: {Note}";

    internal bool IsCalled(string locale) => string.Equals(Locale.Trim().Replace('_', '-'), locale.Trim().Replace('_', '-'), StringComparison.OrdinalIgnoreCase);
}
