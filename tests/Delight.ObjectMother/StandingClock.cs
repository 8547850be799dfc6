namespace Delight.ObjectMother;

/// <summary>A clock that moves only when a test moves it.</summary>
public sealed class StandingClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _set = [];
    private TaskCompletionSource _somebodyWaits = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = Shop.Day(100);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Completes when somebody waits for this clock; fails when nobody comes to do so.</summary>
    public async Task SomebodyWaitsAsync()
    {
        Task waits;
        lock (_gate)
        {
            waits = _set.Count > 0 ? Task.CompletedTask : _somebodyWaits.Task;
        }

        await waits.WaitAsync(Limit.Patience);
    }

    /// <summary>Wakes whoever waits no longer than this.</summary>
    public void Advance(TimeSpan by)
    {
        List<Alarm> due;
        lock (_gate)
        {
            _now += by;
            due = _set.FindAll(a => a.At <= _now);
            due.ForEach(a => Set(a, a.Period == Timeout.InfiniteTimeSpan ? null : _now + a.Period));
        }

        due.ForEach(a => a.Ring());
    }

    private void Set(Alarm alarm, DateTimeOffset? at)
    {
        _set.Remove(alarm);
        if (at is { } time)
        {
            alarm.At = time;
            _set.Add(alarm);
            _somebodyWaits.TrySetResult();
        }
        else if (_set.Count == 0 && _somebodyWaits.Task.IsCompleted)
        {
            _somebodyWaits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private sealed class Alarm(StandingClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset At { get; set; }

        public TimeSpan Period { get; private set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                Period = period;
                clock.Set(this, dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
