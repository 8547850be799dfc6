namespace Delight.Simulator.Tests;

/// <summary>A clock whose pauses pass at once and are remembered. Answers are late only when <see cref="ExpireAnswers"/> says so.</summary>
internal sealed class PassingTime(Func<int, Task>? duringPause = null) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<TimeSpan> pauses = [];
    private readonly List<Alarm> answerTimeouts = [];

    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (gate)
                return [.. pauses];
        }
    }

    public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(callback, state);
        var periodic = period != Timeout.InfiniteTimeSpan;
        lock (gate)
        {
            if (dueTime == WebhookSender.AnswerTimeout)
                answerTimeouts.Add(alarm);
            else if (!periodic)
                pauses.Add(dueTime);
        }

        if (!periodic && dueTime != WebhookSender.AnswerTimeout)
            _ = PassAsync(alarm, Pauses.Count);
        return alarm;
    }

    public void ExpireAnswers()
    {
        List<Alarm> due;
        lock (gate)
            due = [.. answerTimeouts];
        due.ForEach(alarm => alarm.Ring());
    }

    private async Task PassAsync(Alarm alarm, int number)
    {
        await Task.Yield();
        if (duringPause is not null)
            await duringPause(number);
        alarm.Ring();
    }

    private sealed class Alarm(TimerCallback callback, object? state) : ITimer
    {
        private bool off;

        public void Ring()
        {
            if (!off)
                callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => off = off || dueTime == Timeout.InfiniteTimeSpan;

        public void Dispose() => off = true;

        public ValueTask DisposeAsync()
        {
            off = true;
            return ValueTask.CompletedTask;
        }
    }
}
