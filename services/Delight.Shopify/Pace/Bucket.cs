namespace Delight.Shopify.Pace;

/// <summary>What a shop's bucket holds by now, by what its last answers told and what is still on the way. Others draw from it as well, so
/// that what was told long ago is known no more.</summary>
internal sealed class Bucket(TimeProvider time)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(30);

    /// <summary>The smallest that the platform has, for a shop that throttles before it has told anything.</summary>
    private static readonly ThrottleStatus Smallest = new(1000, 0, 50);

    private ThrottleStatus? _told;
    private long _toldAt;
    private long _toldBy;
    private double _underWay;
    private long _leftAloneUntil;

    public bool IsKnown => _told is not null && time.GetElapsedTime(_toldAt) < KnownFor;

    /// <summary>Points; what is on the way counts as spent.</summary>
    public double Available => Now() - _underWay;

    /// <param name="share">That stays in the bucket.</param>
    /// <returns>Zero when it may be sent.</returns>
    public TimeSpan UntilItHolds(double cost, double share)
    {
        var alone = time.GetElapsedTime(time.GetTimestamp(), _leftAloneUntil);
        if (_told is null || !IsKnown)
        {
            return alone > TimeSpan.Zero ? alone : TimeSpan.Zero;
        }

        var lacks = Math.Min((share * _told.Maximum) + cost, _told.Maximum) - Available;
        var flowsIn = lacks <= 0 || _told.Rate <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(lacks / _told.Rate, KnownFor.TotalSeconds));
        return alone > flowsIn ? alone : flowsIn;
    }

    public void Take(double cost) => _underWay += cost;

    public void GiveBack(double cost) => _underWay = Math.Max(0, _underWay - cost);

    /// <param name="number">Of the question, in the order of sending: an answer that was overtaken tells of an earlier moment, and is believed only when it tells of less.</param>
    public void Told(ThrottleStatus status, long number)
    {
        if (number >= _toldBy || status.Available < Now())
        {
            (_told, _toldAt, _toldBy) = (status, time.GetTimestamp(), Math.Max(number, _toldBy));
        }
    }

    /// <summary>It was empty, whatever we thought.</summary>
    public void WasEmpty() => (_told, _toldAt) = ((_told ?? Smallest) with { Available = 0 }, time.GetTimestamp());

    public void LeaveAlone(TimeSpan span) =>
        _leftAloneUntil = Math.Max(_leftAloneUntil, time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency));

    private double Now() => _told is null ? 0 : Math.Min(_told.Maximum, _told.Available + (_told.Rate * time.GetElapsedTime(_toldAt).TotalSeconds));
}
