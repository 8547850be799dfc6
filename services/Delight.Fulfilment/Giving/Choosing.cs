using Delight.Contracts;
using Delight.Fulfilment.Parcels;

namespace Delight.Fulfilment.Giving;

/// <summary>What the rules' wishes for one customer's parcels come to. The parcels are to come in the order of the customer's orders:
/// each gets the first that its rules wish, that there is, that the budget pays, that is worth no less than the customer's last extra
/// and that the customer has not had and does not refuse. Without such a thing there is the note alone.</summary>
/// <param name="arms">Those of the rules that have any.</param>
/// <param name="gone">The order with which a rule's gift for the customer's nth order left.</param>
internal sealed class Choosing(Means means, Preferences known, IReadOnlyDictionary<string, string> arms, IReadOnlyDictionary<(string Rule, long Ordinal), long> gone)
{
    private readonly HashSet<string> _had = new(StringComparer.OrdinalIgnoreCase);
    private Preferences _wants = Preferences.None;
    private Money? _last;

    /// <summary>The parcel stays as it is, and what is in it counts for those that follow.</summary>
    public void Pass(Parcel parcel)
    {
        var extras = parcel.Chosen.SelectMany(c => c.Value).Where(c => c.Line.Kind == LineKind.Extra).ToArray();
        _had.UnionWith(extras.Select(e => e.Line.Sku).OfType<string>());
        _last = extras.Select(e => e.Line.Value).OfType<Money>().OrderByDescending(v => v.Minor).Cast<Money?>().FirstOrDefault() ?? _last;
    }

    /// <returns>What became of each rule's wish, as a sentence.</returns>
    public IReadOnlyDictionary<string, string> Choose(Parcel parcel)
    {
        _wants = known.With(parcel.Row.CustomerTags);
        var before = parcel.Chosen.ToDictionary();
        foreach (var (rule, line) in before.SelectMany(b => b.Value.Select(line => (b.Key, line))))
        {
            means.GiveBack(rule, line.Line.Sku, line.Line.Quantity, line.Taken);
        }

        var room = new Room { Extras = means.Shop.MostExtras ?? int.MaxValue };
        var sentences = new Dictionary<string, string>();
        foreach (var (decided, wish) in parcel.Wishes.OrderByDescending(w => means.Shop.Of(w.Decided.Rule)?.Priority ?? 0).ThenBy(w => w.Decided.Rule, StringComparer.Ordinal))
        {
            var (lines, sentence) = LeftBefore(parcel, decided) is { } left ? ([], left) : Fill(decided.Rule, wish, before.GetValueOrDefault(decided.Rule) ?? [], room);
            parcel.Put(decided.Rule, lines);
            sentences[decided.Rule] = wish.Count == 0 && before.ContainsKey(decided.Rule) ? "What was queued is withdrawn." : sentence;
        }

        Pass(parcel);
        return sentences;
    }

    /// <summary>That a gift for the customer's nth order left with another order, which then was the nth.</summary>
    private string? LeftBefore(Parcel parcel, Decided decided) =>
        decided.Ordinal is { } ordinal && gone.TryGetValue((decided.Rule, ordinal), out var order) && order != parcel.Row.OrderId
            ? $"This gift already left with order {order}, then the customer's {Ordinal.InDigits((int)ordinal)}: none is given again." : null;

    /// <summary>Who is held out is chosen for to the end, and then gives everything back.</summary>
    private (IReadOnlyList<ChosenLine> Lines, string Sentence) Fill(string rule, IReadOnlyList<GestureLine> wish, IReadOnlyList<ChosenLine> before, Room room)
    {
        var arm = arms.GetValueOrDefault(rule);
        var isHeldOut = arm is Arm.Nothing or Arm.Never;
        var left = isHeldOut ? room.Copy() : room;
        var (chosen, refusals) = (new List<ChosenLine>(), new List<string>());
        foreach (var line in wish.OrderBy(l => l.Kind != LineKind.Extra)) // What the words say of an extra is known when it is chosen.
        {
            var refusal = isHeldOut ? null : NotOf(arm, rule, line);
            if ((refusal ?? left.NoneFor(rule, line)) is { } none)
            {
                refusals.Add(none);
            }
            else if (line.Kind != LineKind.Extra)
            {
                var words = chosen.Any(c => c.Line.Kind == LineKind.Extra) ? line : Alone(line) with { OtherWordings = line.OtherWordings?.Select(Alone).ToArray() };
                chosen.Add(ChosenLine.Of(words, means.TakeCard(rule, before.FirstOrDefault(c => c.Line.Kind == line.Kind)?.Taken)));
                left.Take(rule, line);
            }
            else if (Extra(rule, line, before, left, refusals) is { } extra)
            {
                chosen.Add(extra);
                left.Take(rule, extra.Line);
            }
        }

        if (!isHeldOut || wish.Count == 0)
        {
            return (chosen, Sentence(chosen, refusals));
        }

        chosen.ForEach(c => means.GiveBack(rule, c.Line.Sku, c.Line.Quantity, c.Taken));
        var would = string.Join(", ", chosen.Select(c => ChosenLine.Describe(c.Line)).DefaultIfEmpty("nothing"));
        return ([], $"Held out (arm \"{arm}\"): nothing is queued. Would have been given: {would}{string.Concat(refusals.Select(r => "; " + r))}.");
    }

    private static string? NotOf(string? arm, string rule, GestureLine line) => (line.Kind == LineKind.Extra ? Arm.GivesExtras(arm) : Arm.GivesNotes(arm)) ? null
        : $"no {(line.Kind == LineKind.Extra ? line.Title ?? line.Sku : "note")}, since the customer is in the arm \"{arm}\" of {rule}";

    /// <summary>The words when nothing extra comes with them.</summary>
    private static GestureLine Alone(GestureLine words) => words.Otherwise is [var alone] ? alone with { Wording = words.Wording } : words;

    private ChosenLine? Extra(string rule, GestureLine wish, IReadOnlyList<ChosenLine> before, Room room, List<string> refusals)
    {
        var skipped = new List<string>();
        foreach (var option in InOrderOfLiking([wish, .. wish.Otherwise ?? []]))
        {
            var item = means.Find(option.Sku);
            var extra = option with { Sku = item?.Sku ?? option.Sku, Title = item?.Title ?? option.Title, Value = item?.Value ?? option.Value, Otherwise = null };
            var kept = before.FirstOrDefault(b => b.Line.Kind == LineKind.Extra && b.Line.Sku == extra.Sku && b.Line.Quantity == option.Quantity)?.Taken;
            var (taken, refusal) = room.Has(extra.Sku) ? (null, $"{extra.Title} is in the parcel already") : Unwanted(extra, item) is { } unwanted ? (null, unwanted) : means.TryTakeExtra(rule, extra, kept);
            if (taken is not null)
            {
                var size = item is null ? null : _wants.SizeOf(item);
                return new ChosenLine(extra with
                {
                    Text = size is null ? extra.Text : $"Size {size}",
                    Why = skipped.Count == 0 ? extra.Why : $"{extra.Why}; {string.Join("; ", skipped)}",
                }, taken) { Care = item?.Traits ?? "", Grams = item?.Grams };
            }

            skipped.Add(refusal!);
        }

        refusals.Add($"no extra: {string.Join("; ", skipped)}");
        return null;
    }

    /// <summary>What the customer likes first; else as the rule has them.</summary>
    private IEnumerable<GestureLine> InOrderOfLiking(IEnumerable<GestureLine> options) =>
        options.OrderByDescending(o => means.Find(o.Sku) is { } item && _wants.Like(item));

    private string? Unwanted(GestureLine extra, CatalogueItem? item) =>
        extra.Sku is not null && _had.Contains(extra.Sku) ? $"the customer has had {extra.Title}"
        : item is not null && _wants.Refuse(item) ? $"{extra.Title} is not for this customer"
        : item is not null && means.Shop.WornOut.Any(item.IsCalled) ? $"{extra.Title} is worn out"
        : item is not null && CatalogueItem.ListOf(item.Sizes).Length > 0 && _wants.SizeOf(item) is null ? $"the customer's size of {extra.Title} is not known"
        : extra.Value is { } value && _last is { } last && value.Currency == last.Currency && value.Minor < last.Minor ? $"{extra.Title}, worth {value}, is less than the customer's last extra, worth {last}"
        : null;

    private static string Sentence(List<ChosenLine> chosen, List<string> refusals)
    {
        var queued = chosen.Count == 0 ? "Nothing is queued" : "Queued: " + string.Join(", ", chosen.Select(c => ChosenLine.Describe(c.Line)));
        return refusals.Count == 0 ? queued + "." : $"{queued}; {string.Join("; ", refusals)}.";
    }

    /// <summary>What other rules have left in a parcel.</summary>
    private sealed class Room
    {
        private string? _writes;
        private HashSet<string> _skus = new(StringComparer.OrdinalIgnoreCase);
        private int _extras;

        public required int Extras { get; init; }

        public Room Copy()
        {
            var copy = (Room)MemberwiseClone();
            copy._skus = new HashSet<string>(_skus, _skus.Comparer);
            return copy;
        }

        public bool Has(string? sku) => sku is not null && _skus.Contains(sku);

        /// <summary>Why there is none for this line; nothing when there is.</summary>
        public string? NoneFor(string rule, GestureLine line) =>
            line.Kind == LineKind.Extra && _extras >= Extras ? $"no {line.Title ?? line.Sku}, since a parcel gets {(Extras == 1 ? "one extra" : $"{Extras} extras")} at most and other rules go first"
            : line.Kind == LineKind.HandwrittenNote && _writes is not null ? $"no note, since {(_writes == rule ? "it writes one already" : $"{_writes} writes one")} and a parcel gets one at most"
            : null;

        public void Take(string rule, GestureLine line)
        {
            if (line.Kind == LineKind.Extra)
            {
                _extras++;
                _skus.Add(line.Sku ?? "");
            }

            _writes = line.Kind == LineKind.HandwrittenNote ? rule : _writes;
        }
    }
}
