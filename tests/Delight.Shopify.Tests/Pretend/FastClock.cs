namespace Delight.Shopify.Tests.Pretend;

/// <summary>A clock that runs several times as fast as others: waits of seconds are over in no time, and what comes by the network still comes.</summary>
internal sealed class FastClock(int times = FastClock.Twenty) : TimeProvider
{
    private const int Twenty = 20;
    private readonly DateTimeOffset _began = System.GetUtcNow();
    private readonly long _beganAt = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => (System.GetTimestamp() - _beganAt) * times;

    public override DateTimeOffset GetUtcNow() => _began + GetElapsedTime(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Faster(this, System.CreateTimer(callback, state, Fast(dueTime), Fast(period)));

    private TimeSpan Fast(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / times;

    private sealed class Faster(FastClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Fast(dueTime), clock.Fast(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
