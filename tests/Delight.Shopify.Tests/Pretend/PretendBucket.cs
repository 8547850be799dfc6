using Delight.Shopify.Pace;

namespace Delight.Shopify.Tests.Pretend;

/// <summary>A shop's bucket as the platform keeps it, full at first: what a question asks for has to be there.</summary>
internal sealed class PretendBucket
{
    private readonly TimeProvider _clock;
    private readonly double _maximum;
    private readonly double _rate;
    private double _had;
    private long _since;

    public PretendBucket(TimeProvider clock, double maximum, double rate)
    {
        (_clock, _maximum, _rate) = (clock, maximum, rate);
        (_had, _since, Lowest) = (maximum, clock.GetTimestamp(), maximum);
    }

    public double Lowest { get; private set; }

    public int Throttled { get; private set; }

    public double Available => Math.Min(_maximum, _had + (_rate * _clock.GetElapsedTime(_since).TotalSeconds));

    public ThrottleStatus Status => new(_maximum, Available, _rate);

    public bool Draw(double cost)
    {
        if (Available < cost)
        {
            Throttled++;
            return false;
        }

        (_had, _since) = (Available - cost, _clock.GetTimestamp());
        Lowest = Math.Min(Lowest, _had);
        return true;
    }
}
