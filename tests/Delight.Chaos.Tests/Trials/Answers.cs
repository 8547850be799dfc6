using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Delight.ChaosTests.Trials;

/// <summary>Sees every post of the shop and how it was answered.</summary>
internal sealed class Answers(HttpMessageHandler posting) : DelegatingHandler(posting)
{
    private readonly ConcurrentDictionary<HttpStatusCode, long> _byStatus = new();
    private readonly long[] _byMilliseconds = new long[10_001]; // The last: as long, and longer.
    private long _longest;
    private long _withoutRetryAfter;

    public long Accepted => Of(HttpStatusCode.OK);

    public TimeSpan Longest => TimeSpan.FromTicks(Interlocked.Read(ref _longest));

    /// <summary>Refusals that did not say when to come again.</summary>
    public long WithoutRetryAfter => Interlocked.Read(ref _withoutRetryAfter);

    public long Of(HttpStatusCode status) => _byStatus.GetValueOrDefault(status);

    /// <summary>The time within which so much of what was answered 200 was.</summary>
    public TimeSpan Percentile(double share)
    {
        var (seen, wanted) = (0L, _byMilliseconds.Sum() * share);
        for (var ms = 0; ms < _byMilliseconds.Length; ms++)
        {
            seen += _byMilliseconds[ms];
            if (seen >= wanted)
            {
                return TimeSpan.FromMilliseconds(ms);
            }
        }

        return Longest;
    }

    /// <summary>Two seconds are promised; the rest of the shop's five is for a machine that is busy with the test itself.</summary>
    public void AreInTime() => Assert.Multiple(() =>
    {
        Assert.That(Percentile(0.99), Is.LessThan(TimeSpan.FromSeconds(2)), "ninety-nine of a hundred answers");
        Assert.That(Longest, Is.LessThan(TimeSpan.FromSeconds(5)), "the longest answer");
    });

    /// <summary>Begins the times anew, not the numbers.</summary>
    public void ForgetTimes()
    {
        Array.Clear(_byMilliseconds);
        Interlocked.Exchange(ref _longest, 0);
    }

    /// <param name="took">Absent for an answer whose time is another matter.</param>
    public void Add(HttpStatusCode status, TimeSpan? took)
    {
        _byStatus.AddOrUpdate(status, 1, (_, before) => before + 1);
        if (status == HttpStatusCode.OK && took is { } time)
        {
            Interlocked.Increment(ref _byMilliseconds[Math.Min((int)Math.Ceiling(time.TotalMilliseconds), _byMilliseconds.Length - 1)]);
            Raise(time.Ticks);
        }
    }

    public string Summary() => string.Join(", ", _byStatus.OrderBy(s => s.Key).Select(s => $"{s.Value} × {(int)s.Key}"));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var answer = await base.SendAsync(request, cancellationToken);
        Add(answer.StatusCode, clock.Elapsed);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is null)
        {
            Interlocked.Increment(ref _withoutRetryAfter);
        }

        return answer;
    }

    private void Raise(long ticks)
    {
        var before = Interlocked.Read(ref _longest);
        while (ticks > before)
        {
            before = Interlocked.CompareExchange(ref _longest, ticks, before);
        }
    }
}
