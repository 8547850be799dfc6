namespace Delight.Simulator;

/// <summary>How far a run of deliveries is.</summary>
/// <param name="Sent">Deliveries posted at least once.</param>
/// <param name="Answered">Deliveries answered 2xx, that is, kept by the receiver.</param>
/// <param name="Retried">Posts beyond a delivery's first.</param>
/// <param name="Elapsed">Since the run began.</param>
/// <param name="LastFailure">Why the latest failed post failed, as the second half of a sentence; absent when none did.</param>
public sealed record SendProgress(long Sent, long Answered, long Retried, TimeSpan Elapsed, string? LastFailure);

/// <summary>What a finished run came to: every delivery was answered 2xx.</summary>
/// <param name="Sent">Deliveries posted.</param>
/// <param name="Answered">Deliveries answered 2xx.</param>
/// <param name="Retried">Posts beyond a delivery's first.</param>
/// <param name="Elapsed">From the first post to the last answer.</param>
/// <param name="AnswerTimeP50">Half of the 2xx answers took no longer, to 3 %.</param>
/// <param name="AnswerTimeP99">99 of 100 of the 2xx answers took no longer, to 3 %.</param>
public sealed record SendReport(
    long Sent, long Answered, long Retried, TimeSpan Elapsed, TimeSpan AnswerTimeP50, TimeSpan AnswerTimeP99);
