using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Delight.Contracts;

namespace Delight.Rules;

/// <summary>The words that a rule has written, and how many the card holds. Settings of a rule that writes notes stand on this.</summary>
public abstract class NoteSettings : IValidatableObject
{
    /// <summary>As long as first names are likely to be.</summary>
    private const string LongestLikelyName = "Maximiliane-Christophera";

    /// <summary>The note's words, see <see cref="NoteTemplate"/>.</summary>
    public abstract string Note { get; set; }

    /// <summary>More wordings: a customer's orders take them in turn, so that nobody reads the same one twice in as many orders as there
    /// are wordings.</summary>
    public IList<string> OtherNotes { get; set; } = [];

    /// <summary>Characters, as people count them, that the card holds.</summary>
    public int MostCharacters { get; set; } = 400;

    /// <summary>What the rule's words know besides, see <see cref="NoteTemplate"/>.</summary>
    protected virtual IReadOnlyList<string> MoreFacts => [];

    private IReadOnlyList<string> Wordings => [Note, .. OtherNotes];

    /// <param name="more">Values of <see cref="MoreFacts"/>.</param>
    public string Write(OrderRanked order, IReadOnlyDictionary<string, object?>? more = null)
    {
        var wordings = Wordings;
        var turn = (((order.CustomerId ?? 0) + (order.Ordinal ?? 0)) % wordings.Count + wordings.Count) % wordings.Count;
        var text = NoteTemplate.Write(wordings[(int)turn], order, more);

        // A name of any length may come; without it the words have the room that they were made for.
        return CardText.Length(text) <= MostCharacters ? text : CardText.Fit(NoteTemplate.Write(wordings[(int)turn], order with { CustomerFirstName = null }, more), MostCharacters);
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

        for (var i = 0; i < Wordings.Count; i++)
        {
            var setting = here + (i == 0 ? nameof(Note) : $"{nameof(OtherNotes)}:{i - 1}");
            if (NoteTemplate.Fault(Wordings[i], MoreFacts) is { } fault)
            {
                yield return new ValidationResult($"{setting} cannot be used: {fault}");
            }
            else if (NoteTemplate.LongestOf(Wordings[i], LongestLikelyName, MoreFacts) is var longest && CardText.Length(longest) is var length && length > MostCharacters)
            {
                yield return new ValidationResult($"{setting} has {length} characters with a long name, and the card holds {MostCharacters}; shorten it, or raise {here}MostCharacters.");
            }
        }
    }
}
