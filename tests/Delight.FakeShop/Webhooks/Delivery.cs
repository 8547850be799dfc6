using System.Collections.Concurrent;

namespace Delight.FakeShops;

public enum DeliveryState
{
    /// <summary>Sent, or to be sent again.</summary>
    UnderWay,
    Delivered,

    /// <summary>Failed for good, or its subscription is gone.</summary>
    GivenUp,

    /// <summary>Never sent, as some never come.</summary>
    Withheld,
}

/// <summary>One webhook for one subscription.</summary>
/// <param name="About">The id of the order or customer.</param>
public sealed record Delivery(string Topic, long About, string Uri, DateTimeOffset At)
{
    private readonly ConcurrentQueue<string> attempts = [];

    public DeliveryState State { get; internal set; }

    /// <summary>What came of each attempt: an HTTP status or why there was none.</summary>
    public IReadOnlyCollection<string> Attempts => attempts;

    internal void Tried(string outcome) => attempts.Enqueue(outcome);
}
