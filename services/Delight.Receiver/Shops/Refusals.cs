namespace Delight.Receiver.Shops;

/// <summary>Counts refused deliveries until the next time that they are to be spoken of: at once, and then at most once a minute.</summary>
internal sealed class Refusals
{
    private const long BetweenSayings = 60_000; // ms
    private long _refused;
    private long _saidAt = Environment.TickCount64 - BetweenSayings;

    /// <returns>How many there were since the last time; nothing while it is too early to say so.</returns>
    public long? Count()
    {
        Interlocked.Increment(ref _refused);
        var (last, now) = (Interlocked.Read(ref _saidAt), Environment.TickCount64);
        return now - last < BetweenSayings || Interlocked.CompareExchange(ref _saidAt, now, last) != last ? null : Interlocked.Exchange(ref _refused, 0);
    }
}
