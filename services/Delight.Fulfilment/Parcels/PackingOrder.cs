using Delight.Contracts;
using Delight.Fulfilment.Giving;

namespace Delight.Fulfilment.Parcels;

/// <summary>In which order a parcel is packed: what is heavy first and below, what is fragile above it, the words on top, the seal last.</summary>
internal static class PackingOrder
{
    private static readonly string[] OnTop = [LineKind.HandwrittenNote, LineKind.GreetingCard, LineKind.WaxSeal];

    public static IEnumerable<LineRow> Of(IEnumerable<LineRow> lines) => lines
        .OrderBy(l => Array.IndexOf(OnTop, l.Kind))
        .ThenBy(l => CatalogueItem.ListOf(l.Care).Contains(PackingTrait.Fragile))
        .ThenByDescending(l => l.Grams ?? 0)
        .ThenBy(l => l.Rule, StringComparer.Ordinal).ThenBy(l => l.Position);
}
