namespace Delight.Platform.Bus;

/// <summary>Max-min fair shares: who wants few places gets them, and the others share alike what is left.</summary>
internal static class FairShares
{
    /// <summary>Each gets one place at least, even when there are not as many.</summary>
    public static Dictionary<string, int> Of(int places, IReadOnlyDictionary<string, int> wanted)
    {
        var shares = new Dictionary<string, int>();
        foreach (var (name, wants) in wanted.OrderBy(w => w.Value))
        {
            var left = places - shares.Values.Sum();
            shares[name] = Math.Max(1, Math.Min(wants, left / (wanted.Count - shares.Count)));
        }

        return shares;
    }
}
