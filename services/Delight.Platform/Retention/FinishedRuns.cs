using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Platform.Retention;

/// <summary>Each run of a process counts in rows of its own. Those of runs that ended come together in one, so that they do not grow with every restart.</summary>
internal static class FinishedRuns
{
    private const string Everybody = "runs before";

    /// <returns>How many rows are gone.</returns>
    public static async Task<int> FoldAsync(ISession session)
    {
        var sums = await session.SumsAsync();
        var runs = await session.QueryAsync<Run>("select receiver as name, refused, ignored from intake where stopped and not uncounted and receiver <> @Everybody", new { Everybody });
        var finished = runs.Where(r => Intake.IsTaken(sums, r.Name)).ToArray();
        await session.EachAsync("delete from intake where receiver = @Name", finished);
        await session.ForgetHandoversAsync(finished.Select(r => r.Name));
        await session.EachAsync<object>("""
            insert into intake (receiver, spool, spooled, refused, ignored, reports, stopped) values (@Everybody, '', 0, @Refused, @Ignored, 0, true)
            on conflict (receiver) do update set refused = intake.refused + excluded.refused, ignored = intake.ignored + excluded.ignored
            """, [new { Everybody, Refused = finished.Sum(r => r.Refused), Ignored = finished.Sum(r => r.Ignored) }]);
        return finished.Length + await session.FoldCountersAsync();
    }

    private sealed record Run
    {
        public string Name { get; init; } = "";
        public long Refused { get; init; }
        public long Ignored { get; init; }
    }
}
