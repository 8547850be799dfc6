using Delight.Contracts;
using Delight.Fulfilment.Parcels;

namespace Delight.Fulfilment.Giving;

/// <summary>What the rules' wishes for one customer's parcels come to. The parcels are to come in the order of the customer's orders:
/// each gets the first that its rules wish, that there is, that the budget pays, that is worth no less than the customer's last extra
/// and that the customer has not had and does not refuse. Without such a thing there is the note alone.</summary>
/// <param name="arms">Those of the rules that have any.</param>
/// <param name="gone">The order with which a rule's gift for the customer's nth order left.</param>
internal sealed class Choosing(Means means, Preferences preferences, IReadOnlyDictionary<string, string> arms, IReadOnlyDictionary<(string Rule, long Ordinal), long> gone)
{
    private readonly HashSet<string> _had = new(StringComparer.OrdinalIgnoreCase);
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
        var before = parcel.Chosen.ToDictionary();
        foreach (var (rule, lines) in before)
        {
            foreach (var line in lines)
            {
                means.GiveBack(rule, line.Line.Sku, line.Line.Quantity, line.Taken);
            }
        }

        var sentences = new Dictionary<string, string>();
        string? note = null;
        var extras = 0;
        foreach (var (decided, wish) in parcel.Wishes.OrderByDescending(w => means.Shop.Of(w.Decided.Rule)?.Priority ?? 0).ThenBy(w => w.Decided.Rule, StringComparer.Ordinal))
        {
            var rule = decided.Rule;
            if (decided.Ordinal is { } ordinal && gone.TryGetValue((rule, ordinal), out var order) && order != parcel.Row.OrderId)
            {
                parcel.Put(rule, []);
                sentences[rule] = $"This gift already left with order {order}, then the customer's {Ordinal.InDigits((int)ordinal)}: none is given again.";
                continue;
            }

            var (chosen, refusals) = (new List<ChosenLine>(), new List<string>());
            var arm = arms.GetValueOrDefault(rule);
            var isHeldOut = arm is Arm.Nothing or Arm.Never;
            foreach (var line in wish)
            {
                if (!isHeldOut && !(line.Kind == LineKind.Extra ? Arm.GivesExtras(arm) : Arm.GivesNotes(arm)))
                {
                    refusals.Add($"no {(line.Kind == LineKind.Extra ? line.Title ?? line.Sku : "note")}, since the customer is in the arm \"{arm}\" of {rule}");
                }
                else if (line.Kind == LineKind.Extra)
                {
                    if (extras >= means.Shop.MostExtras)
                    {
                        refusals.Add($"no {line.Title ?? line.Sku}, since a parcel gets {(means.Shop.MostExtras == 1 ? "one extra" : $"{means.Shop.MostExtras} extras")} at most and other rules go first");
                    }
                    else if (Extra(rule, line, before.GetValueOrDefault(rule) ?? [], [.. chosen.Select(c => c.Line.Sku)], refusals) is { } extra)
                    {
                        extras += isHeldOut ? 0 : 1;
                        chosen.Add(extra);
                    }
                }
                else if (line.Kind == LineKind.HandwrittenNote && note is not null)
                {
                    refusals.Add($"no note, since {note} writes one and a parcel gets one at most");
                }
                else
                {
                    note = line.Kind == LineKind.HandwrittenNote && !isHeldOut ? rule : note;
                    chosen.Add(new ChosenLine(line with { Otherwise = null }, means.TakeCard(rule, before.GetValueOrDefault(rule)?.FirstOrDefault(c => c.Line.Kind == line.Kind)?.Taken)));
                }
            }

            if (isHeldOut && wish.Count > 0)
            {
                chosen.ForEach(c => means.GiveBack(rule, c.Line.Sku, c.Line.Quantity, c.Taken));
                parcel.Put(rule, []);
                sentences[rule] = $"Held out (arm \"{arm}\"): nothing is queued. Would have been given: {string.Join(", ", chosen.Select(c => Parcel.Describe(c.Line)).DefaultIfEmpty("nothing"))}{string.Concat(refusals.Select(r => "; " + r))}.";
                continue;
            }

            parcel.Put(rule, chosen);
            sentences[rule] = wish.Count == 0 && before.ContainsKey(rule) ? "What was queued is withdrawn." : Sentence(chosen, refusals);
        }

        Pass(parcel);
        return sentences;
    }

    private ChosenLine? Extra(string rule, GestureLine wish, IReadOnlyList<ChosenLine> before, HashSet<string?> here, List<string> refusals)
    {
        var skipped = new List<string>();
        foreach (var option in InOrderOfLiking([wish, .. wish.Otherwise ?? []]))
        {
            var item = means.Find(option.Sku);
            var extra = option with { Title = item?.Title ?? option.Title, Value = item?.Value ?? option.Value, Quantity = option.Quantity, Otherwise = null };
            var kept = before.FirstOrDefault(b => b.Line.Kind == LineKind.Extra && b.Line.Sku == option.Sku && b.Line.Quantity == option.Quantity)?.Taken;
            var (taken, refusal) = here.Contains(option.Sku) ? (null, $"{extra.Title} is in the parcel already") : Unwanted(extra, item) is { } unwanted ? (null, unwanted) : means.TryTakeExtra(rule, extra, kept);
            if (taken is not null)
            {
                var size = item is null ? null : preferences.SizeOf(item);
                return new ChosenLine(extra with
                {
                    Title = size is null ? extra.Title : $"{extra.Title}, size {size}",
                    Why = skipped.Count == 0 ? extra.Why : $"{extra.Why}; {string.Join("; ", skipped)}",
                }, taken);
            }

            skipped.Add(refusal!);
        }

        refusals.Add($"no extra: {string.Join("; ", skipped)}");
        return null;
    }

    /// <summary>What the customer likes first; else as the rule has them.</summary>
    private IEnumerable<GestureLine> InOrderOfLiking(IEnumerable<GestureLine> options) =>
        options.OrderByDescending(o => means.Find(o.Sku) is { } item && preferences.Like(item));

    private string? Unwanted(GestureLine extra, CatalogueItem? item) =>
        extra.Sku is not null && _had.Contains(extra.Sku) ? $"the customer has had {extra.Title}"
        : item is not null && preferences.Refuse(item) ? $"the customer does not want {extra.Title}"
        : item is not null && means.Shop.WornOut.Any(item.IsCalled) ? $"{extra.Title} is worn out"
        : item is not null && CatalogueItem.ListOf(item.Sizes).Length > 0 && preferences.SizeOf(item) is null ? $"the customer's size of {extra.Title} is not known"
        : extra.Value is { } value && _last is { } last && value.Currency == last.Currency && value.Minor < last.Minor ? $"{extra.Title}, worth {value}, is less than the customer's last extra, worth {last}"
        : null;

    private static string Sentence(List<ChosenLine> chosen, List<string> refusals)
    {
        var queued = chosen.Count == 0 ? "Nothing is queued" : "Queued: " + string.Join(", ", chosen.Select(c => Parcel.Describe(c.Line)));
        return refusals.Count == 0 ? queued + "." : $"{queued}; {string.Join("; ", refusals)}.";
    }
}
