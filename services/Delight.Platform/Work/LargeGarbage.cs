namespace Delight.Platform.Work;

/// <summary>A body of several MB is copied on each step of its way, and the collector lets such copies lie until there are hundreds of MB.
/// Whoever is done with one says so, and after some of them they are collected at once: a pause of some 50 ms for what hardly ever comes.</summary>
public static class LargeGarbage
{
    private const int Large = 1024 * 1024;
    private const long Much = 4 * 1024 * 1024;
    private static long _bytes;
    private static int _isCollecting;

    /// <param name="bytes">Of the message that nobody needs any more.</param>
    public static void Add(long bytes)
    {
        if (bytes < Large || Interlocked.Add(ref _bytes, bytes) < Much || Interlocked.Exchange(ref _isCollecting, 1) == 1)
        {
            return;
        }

        Interlocked.Exchange(ref _bytes, 0);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        Interlocked.Exchange(ref _isCollecting, 0);
    }
}
