namespace Delight.Fulfilment.Parcels;

/// <summary>What is in a parcel, by the rule that gave it. Each change says whether there was one.</summary>
internal sealed class Contents(IEnumerable<LineRow> lines)
{
    private readonly Dictionary<string, IReadOnlyList<ChosenLine>> _byRule =
        lines.GroupBy(l => l.Rule).ToDictionary(g => g.Key, g => (IReadOnlyList<ChosenLine>)[.. g.OrderBy(l => l.Position).Select(l => l.ToLine())]);

    public IReadOnlyDictionary<string, IReadOnlyList<ChosenLine>> ByRule => _byRule;

    public bool IsEmpty => _byRule.Count == 0;

    public bool Has(string rule) => _byRule.ContainsKey(rule);

    public IReadOnlyList<ChosenLine> Of(string rule) => _byRule.GetValueOrDefault(rule) ?? [];

    public bool TakeOut(string rule) => _byRule.Remove(rule);

    /// <summary>In the place of what the rule had in it; a note that was there keeps the words that were written.</summary>
    public bool Put(string rule, IReadOnlyList<ChosenLine> lines)
    {
        var before = Of(rule);
        return lines.Count == 0 ? TakeOut(rule) : Set(rule, [.. lines.Select((line, i) => line.InWordsOf(before.ElementAtOrDefault(i)))]);
    }

    /// <summary>Writes a rule's notes in the wording that was read least often.</summary>
    public bool WriteAnew(string rule, Func<string, int> timesRead) => Set(rule, [.. Of(rule).Select(l => l.InFreshWords(timesRead))]);

    private bool Set(string rule, IReadOnlyList<ChosenLine> now)
    {
        if (Of(rule).SequenceEqual(now))
        {
            return false;
        }

        _byRule[rule] = now;
        return true;
    }
}
