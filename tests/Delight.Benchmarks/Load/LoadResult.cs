using System.Diagnostics;

namespace Delight.Benchmarks.Load;

/// <summary>What a run of requests came to; every request was answered 200 in the end.</summary>
/// <param name="Elapsed">From the first byte sent to the last answer.</param>
/// <param name="Resent">Requests beyond a delivery's first, since it was answered otherwise than 200.</param>
/// <param name="Ticks">Answer times in ticks of the stopwatch, ascending.</param>
internal sealed record LoadResult(TimeSpan Elapsed, long Resent, long[] Ticks)
{
    public double PerSecond => Ticks.Length / Elapsed.TotalSeconds;

    /// <summary>The time that this share of the answers did not exceed.</summary>
    public TimeSpan Quantile(double share) =>
        Stopwatch.GetElapsedTime(0, Ticks[Math.Clamp((int)Math.Ceiling(share * Ticks.Length) - 1, 0, Ticks.Length - 1)]);
}
