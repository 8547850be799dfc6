using System.Collections.Concurrent;
using System.Net;

namespace Delight.ChaosTests.Overload;

/// <summary>How a flood was answered.</summary>
/// <param name="told">Hears of each answer, and how long it took.</param>
internal sealed class FloodAnswers(Action<HttpStatusCode, TimeSpan> told)
{
    private readonly ConcurrentDictionary<int, long> _byStatus = new();
    private long _withoutRetryAfter;

    /// <summary>Connections that ended before they had said anything to a post.</summary>
    public long Unanswered => Of(0);

    /// <summary>Refusals for now that did not say when to come again.</summary>
    public long WithoutRetryAfter => Interlocked.Read(ref _withoutRetryAfter);

    public IEnumerable<int> Statuses => _byStatus.Keys.Where(s => s > 0);

    public long Of(int status) => _byStatus.GetValueOrDefault(status);

    public void Add(int status, bool hasRetryAfter, TimeSpan took)
    {
        _byStatus.AddOrUpdate(status, 1, (_, before) => before + 1);
        if (status > 0)
        {
            told((HttpStatusCode)status, took);
        }

        if (status == 503 && !hasRetryAfter)
        {
            Interlocked.Increment(ref _withoutRetryAfter);
        }
    }

    public override string ToString() => string.Join(", ", _byStatus.OrderBy(s => s.Key).Select(s => $"{s.Value} × {(s.Key == 0 ? "unanswered" : s.Key)}"));
}
