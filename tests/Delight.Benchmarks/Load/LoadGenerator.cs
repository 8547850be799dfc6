using System.Diagnostics;
using System.Net;

namespace Delight.Benchmarks.Load;

/// <summary>Posts prepared requests over keep-alive connections, each of which has one request under way.</summary>
internal sealed class LoadGenerator(IPEndPoint address, IReadOnlyList<byte[]> requests, int count)
{
    private static readonly TimeSpan BeforeResending = TimeSpan.FromMilliseconds(50);
    private readonly long[] _ticks = new long[count];
    private int _next = -1;
    private long _resent;

    /// <param name="requests">Sent in turn, and from the beginning again when there are fewer than asked for.</param>
    public static async Task<LoadResult> RunAsync(IPEndPoint address, IReadOnlyList<byte[]> requests, int count, int connections, CancellationToken cancellationToken)
    {
        var generator = new LoadGenerator(address, requests, count);
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(connections, count)).Select(_ => Task.Run(() => generator.SendAsync(cancellationToken), cancellationToken)));
        var elapsed = Stopwatch.GetElapsedTime(began);
        Array.Sort(generator._ticks);
        return new LoadResult(elapsed, generator._resent, generator._ticks);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        using var connection = new Connection(address);
        for (var i = Interlocked.Increment(ref _next); i < _ticks.Length; i = Interlocked.Increment(ref _next))
        {
            var request = requests[i % requests.Count];
            var began = Stopwatch.GetTimestamp();
            while (await connection.PostAsync(request, cancellationToken) != 200)
            {
                Interlocked.Increment(ref _resent);
                await Task.Delay(BeforeResending, cancellationToken);
            }

            _ticks[i] = Stopwatch.GetTimestamp() - began;
        }
    }
}
