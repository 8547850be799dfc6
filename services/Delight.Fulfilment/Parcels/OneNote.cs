using Delight.Contracts;

namespace Delight.Fulfilment.Parcels;

/// <summary>Where gifts are not chosen, of several rules that write a note the first by name writes it, whichever answered first. The others'
/// wishes are kept, so that their notes come back when it no longer does.</summary>
internal static class OneNote
{
    /// <returns>The rules that write, or wrote, beside another, and what each puts in; none where there never was a second.</returns>
    public static IReadOnlyList<(Decided Decided, IReadOnlyList<GestureLine> Wish, IReadOnlyList<ChosenLine> Lines)> Writers(IEnumerable<(Decided Decided, IReadOnlyList<GestureLine> Wish)> wishes)
    {
        (Decided Decided, IReadOnlyList<GestureLine> Wish)[] writers = [.. wishes.Where(w => w.Wish.Any(IsNote)).OrderBy(w => w.Decided.Rule, StringComparer.Ordinal)];
        return writers.Length < 2 && writers.All(w => w.Decided.Wish is null) ? []
            : [.. writers.Select((w, place) => (w.Decided, w.Wish, (IReadOnlyList<ChosenLine>)[.. w.Wish.Where(l => place == 0 || !IsNote(l)).Select(l => ChosenLine.Of(l, null))]))];
    }

    private static bool IsNote(GestureLine line) => line.Kind == LineKind.HandwrittenNote;
}
