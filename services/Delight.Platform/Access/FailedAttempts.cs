using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Delight.Platform.Access;

/// <summary>Counts calls without a known token, by address and minute. A known token always gets in, so that nobody behind
/// the same proxy is shut out by another's guessing; 256 random bits are not guessed.</summary>
internal sealed class FailedAttempts(TimeProvider time, ILogger<FailedAttempts> log)
{
    public const int MostPerMinute = 20;
    private const int MostAddresses = 10_000;
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private long _minute;

    /// <returns>True when this address has tried too often.</returns>
    public bool Count(string address)
    {
        var minute = time.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
        if (Interlocked.Exchange(ref _minute, minute) != minute || _counts.Count > MostAddresses)
        {
            _counts.Clear();
        }

        var count = _counts.AddOrUpdate(address, 1, (_, before) => before + 1);
        if (count is 1 or MostPerMinute)
        {
            Log.UnknownToken(log, address, count);
        }

        return count > MostPerMinute;
    }
}
