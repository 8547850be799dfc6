using System.Collections.Concurrent;

namespace Delight.FakeShops;

/// <summary>One request that the shop was asked. Tokens and secrets are not kept.</summary>
/// <param name="Operation">The name of the GraphQL operation, or what else was asked.</param>
/// <param name="Kind"><c>query</c>, <c>mutation</c>, <c>token</c> or <c>bulk</c>.</param>
/// <param name="Variables">JSON.</param>
/// <param name="Cost">Points taken for good.</param>
/// <param name="Answered"><c>data</c>, <c>userErrors</c>, <c>errors</c>, <c>THROTTLED</c>, <c>MAX_COST_EXCEEDED</c>, an HTTP status, or the name of a fault.</param>
public sealed record Logged(DateTimeOffset At, string? Operation, string Kind, string? Variables, double Cost, string Answered, string ApiVersion);

/// <summary>All that the shop was asked, in order.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentQueue<Logged> entries = [];

    public IReadOnlyList<Logged> Entries => [.. entries];

    /// <summary>How many requests had this operation's name.</summary>
    public int CountOf(string operation) => entries.Count(entry => entry.Operation == operation);

    public void Clear() => entries.Clear();

    internal void Add(Logged entry) => entries.Enqueue(entry);
}
