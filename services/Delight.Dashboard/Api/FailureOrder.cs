using Delight.Platform.Failures;

namespace Delight.Dashboard.Api;

/// <summary>What a list of groups of failures begins with.</summary>
internal static class FailureOrder
{
    private static readonly Dictionary<string, Func<IEnumerable<FailureGroup>, IOrderedEnumerable<FailureGroup>>> Orders = new(StringComparer.Ordinal)
    {
        ["queue"] = groups => groups.OrderBy(g => g.Queue, StringComparer.Ordinal).ThenByDescending(g => g.Messages),
        ["messages"] = groups => groups.OrderByDescending(g => g.Messages),
        ["newest"] = groups => groups.OrderByDescending(g => g.Newest),
        ["oldest"] = groups => groups.OrderBy(g => g.Oldest),
    };

    /// <returns>Why that is no order, as a sentence; nothing when it is one.</returns>
    public static string? FaultOf(string? sort) => sort is null || Orders.ContainsKey(sort) ? null : $"sort is \"{sort}\"; choose from {string.Join(", ", Orders.Keys)}.";

    /// <summary>The same each time, also among those that are alike.</summary>
    public static IReadOnlyList<FailureGroup> Sorted(IEnumerable<FailureGroup> groups, string? sort) => [.. Orders[sort ?? "queue"](groups).ThenBy(g => g.Id, StringComparer.Ordinal)];
}
