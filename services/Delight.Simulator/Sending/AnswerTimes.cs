using System.Numerics;

namespace Delight.Simulator;

/// <summary>Counts answer times in buckets that widen with the time, so that a run of any length takes the same 16 KB.</summary>
internal sealed class AnswerTimes
{
    private const int StepsBits = 5;
    private const int Steps = 1 << StepsBits;

    private readonly long[] counts = new long[64 * Steps];

    public void Add(TimeSpan time) => Interlocked.Increment(ref counts[BucketOf(Math.Max(0, (long)time.TotalMicroseconds))]);

    /// <summary>The time that this share of the answers did not exceed, at most 3 % too long; zero when there were none.</summary>
    public TimeSpan Quantile(double share)
    {
        var rank = Math.Ceiling(share * counts.Sum());
        long seen = 0;
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            seen += counts[bucket];
            if (seen > 0 && seen >= rank)
                return TimeSpan.FromMicroseconds(LongestOf(bucket));
        }

        return TimeSpan.Zero;
    }

    /// <summary>Up to 63 µs a bucket each; above, 32 buckets for each doubling.</summary>
    private static int BucketOf(long micros)
    {
        var doublings = Math.Max(0, BitOperations.Log2((ulong)micros) - StepsBits);
        return (doublings * Steps) + (int)(micros >> doublings);
    }

    private static long LongestOf(int bucket)
    {
        var doublings = Math.Max(0, (bucket / Steps) - 1);
        return ((bucket - (doublings * Steps) + 1L) << doublings) - 1;
    }
}
