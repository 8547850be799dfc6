using Delight.Platform.Store;

namespace Delight.Platform.Work;

/// <summary>A worker owes an answer to this version of a subject. What stands here is not finished, whatever crashed.</summary>
public sealed record WorkItem
{
    public required string Shop { get; init; }
    public required long SubjectId { get; init; }

    /// <summary>The queue that the worker reads.</summary>
    public required string Worker { get; init; }
    public required long Version { get; init; }

    /// <summary>The message that made the work: redelivered, it finds here what it may have failed to publish.</summary>
    public required string Cause { get; init; }
}

public static class WorkTable
{
    public static Task OweAsync(this ISession session, IReadOnlyCollection<WorkItem> items) => session.EachAsync("""
        insert into work (shop, subject_id, worker, version, cause) values (@Shop, @SubjectId, @Worker, @Version, @Cause)
        on conflict (shop, subject_id, worker) do update
        set version = excluded.version, cause = excluded.cause, failed = false
        where excluded.version >= work.version
        """, Sorted(items));

    public static Task SettleAsync(this ISession session, IReadOnlyCollection<WorkItem> items) => session.EachAsync(
        "delete from work where shop = @Shop and subject_id = @SubjectId and worker = @Worker and version <= @Version", Sorted(items));

    /// <returns>Those of them that are owed an answer, and to which version.</returns>
    public static async Task<IReadOnlyList<WorkItem>> OwedAsync(this ISession session, IEnumerable<(string Shop, long SubjectId, string Worker)> items)
    {
        var rows = await session.EachAsync<object, Row>("select shop, subject_id, worker, version from work where shop = @Shop and subject_id = @SubjectId and worker = @Worker",
            [.. items.Select(i => new { i.Shop, i.SubjectId, i.Worker })]);
        return [.. rows.Select(r => new WorkItem { Shop = r.Shop, SubjectId = r.SubjectId, Worker = r.Worker, Version = r.Version, Cause = "" })];
    }

    /// <summary>The worker gave up: the message waits in its error queue and is no longer pending.</summary>
    public static Task GiveUpAsync(this ISession session, IReadOnlyCollection<WorkItem> items) => session.EachAsync(
        "update work set failed = true where shop = @Shop and subject_id = @SubjectId and worker = @Worker and version <= @Version", Sorted(items));

    /// <summary>The message was given back to the worker: it owes the answer again.</summary>
    public static Task ResumeAsync(this ISession session, IReadOnlyCollection<WorkItem> items) => session.EachAsync(
        "update work set failed = false where shop = @Shop and subject_id = @SubjectId and worker = @Worker and version <= @Version and failed", Sorted(items));

    /// <summary>Everybody touches the rows in one order, so that nobody waits in a circle.</summary>
    private static WorkItem[] Sorted(IEnumerable<WorkItem> items) =>
        [.. items.OrderBy(i => i.Shop, StringComparer.Ordinal).ThenBy(i => i.SubjectId).ThenBy(i => i.Worker, StringComparer.Ordinal)];

    private sealed record Row
    {
        public string Shop { get; init; } = "";
        public long SubjectId { get; init; }
        public string Worker { get; init; } = "";
        public long Version { get; init; }
    }
}
