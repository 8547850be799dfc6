using System.Collections.Concurrent;

namespace Delight.Shopify.Pace;

/// <summary>What each document costs, learned from its answers. Of several costs the highest is remembered: the points have to be there.</summary>
internal sealed class Costs
{
    private readonly ConcurrentDictionary<string, double> _learned = new(StringComparer.Ordinal);

    public double Of(string document, double first) => _learned.GetValueOrDefault(document, first);

    public void Learn(string document, double requested) => _learned.AddOrUpdate(document, requested, (_, before) => Math.Max(before, requested));
}
