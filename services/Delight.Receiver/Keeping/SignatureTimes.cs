using System.Collections.Concurrent;
using Delight.Platform.Work;

namespace Delight.Receiver.Keeping;

/// <summary>When deliveries in the name of each shop that is known here were last signed as they should be, and when not.</summary>
internal sealed class SignatureTimes
{
    private readonly ConcurrentDictionary<string, Times> _shops = new();

    public IReadOnlyList<ShopSignatures> All => [.. _shops.Select(s => new ShopSignatures(s.Key, At(ref s.Value.Fitted), At(ref s.Value.Refused)))];

    public void Fits(string shop, DateTimeOffset at) => Volatile.Write(ref Of(shop).Fitted, at.UtcTicks);

    public void FitsNot(string shop, DateTimeOffset at) => Volatile.Write(ref Of(shop).Refused, at.UtcTicks);

    private Times Of(string shop) => _shops.GetOrAdd(shop, static _ => new Times());

    private static DateTimeOffset? At(ref long ticks) => Volatile.Read(ref ticks) is not 0 and var at ? new DateTimeOffset(at, TimeSpan.Zero) : null;

    private sealed class Times
    {
        public long Fitted;
        public long Refused;
    }
}
