using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Delight.ChaosTests.Trials;

/// <summary>Sees every post of the shop and how it was answered.</summary>
internal sealed class Answers(HttpMessageHandler posting) : DelegatingHandler(posting)
{
    private readonly ConcurrentDictionary<HttpStatusCode, long> _byStatus = new();
    private long _longest;
    private long _withoutRetryAfter;

    public long Accepted => Of(HttpStatusCode.OK);

    public TimeSpan Longest => TimeSpan.FromTicks(Interlocked.Read(ref _longest));

    /// <summary>Refusals that did not say when to come again.</summary>
    public long WithoutRetryAfter => Interlocked.Read(ref _withoutRetryAfter);

    public long Of(HttpStatusCode status) => _byStatus.GetValueOrDefault(status);

    public string Summary() => string.Join(", ", _byStatus.OrderBy(s => s.Key).Select(s => $"{s.Value} × {(int)s.Key}"));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var answer = await base.SendAsync(request, cancellationToken);
        _byStatus.AddOrUpdate(answer.StatusCode, 1, (_, before) => before + 1);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            Raise(clock.Elapsed.Ticks);
        }
        else if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is null)
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
