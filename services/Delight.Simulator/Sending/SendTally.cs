namespace Delight.Simulator;

/// <summary>Counts what many connections do at once.</summary>
internal sealed class SendTally(TimeProvider time)
{
    private readonly long began = time.GetTimestamp();
    private readonly AnswerTimes answerTimes = new();
    private long sent;
    private long answered;
    private long retried;
    private string? lastFailure;

    public void Sent() => Interlocked.Increment(ref sent);

    public void Answered(TimeSpan answerTime)
    {
        answerTimes.Add(answerTime);
        Interlocked.Increment(ref answered);
    }

    public void Failed(string why) => Volatile.Write(ref lastFailure, why);

    public void Retried() => Interlocked.Increment(ref retried);

    public SendProgress Progress() => new(
        Interlocked.Read(ref sent), Interlocked.Read(ref answered), Interlocked.Read(ref retried), time.GetElapsedTime(began), Volatile.Read(ref lastFailure));

    public SendReport Report() => new(
        Interlocked.Read(ref sent), Interlocked.Read(ref answered), Interlocked.Read(ref retried), time.GetElapsedTime(began),
        answerTimes.Quantile(0.50), answerTimes.Quantile(0.99));
}
