using Delight.Contracts;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Ledger.Standing;

/// <summary>Notes which rules owe an answer to orders that moved.</summary>
internal sealed class RuleWork(Topology topology)
{
    private readonly IReadOnlyList<string> _workers = [.. topology.All.Where(c => Queues.IsRules(c.Queue) && c.Messages.Contains(typeof(OrderRanked))).Select(c => c.Queue)];

    /// <summary>Whether nobody listens.</summary>
    public bool IsNobody => _workers.Count == 0;

    /// <param name="causeOf">What is answerable for publishing the nth.</param>
    public Task OweAsync(ISession session, IReadOnlyList<OrderRow> moved, Func<int, Guid> causeOf) => session.OweAsync(
        [.. moved.SelectMany((row, i) => _workers.Select(worker => new WorkItem
        {
            Shop = row.Shop, SubjectId = row.OrderId, Worker = worker, Version = row.Version, Cause = causeOf(i).ToString(),
        }))]);
}
