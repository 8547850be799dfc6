namespace Delight.Shopify.Tests.Pretend;

/// <summary>Tells another time than the right one; spans it measures as that does.</summary>
/// <param name="ahead">By how much.</param>
internal sealed class WrongClock(TimeProvider right, TimeSpan ahead) : TimeProvider
{
    public override long TimestampFrequency => right.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + ahead;

    public override long GetTimestamp() => right.GetTimestamp();
}
