using Delight.Platform.Store;

namespace Delight.Platform.Failures;

/// <summary>A person's hand in what the program could not do by itself.</summary>
/// <param name="Who">The caller's name, see <see cref="Access.Caller.NameOf"/>.</param>
/// <param name="Action"><c>replay</c> or <c>discard</c>.</param>
/// <param name="What">The selection, in words; no personal data.</param>
public sealed record Intervention(DateTimeOffset At, string Who, string Action, string What, long Messages, string Reason);

public static class InterventionTable
{
    public static Task RecordAsync(this ISession session, Intervention done) => session.EachAsync<object>(
        "insert into interventions (id, at, who, action, what, messages, reason) values (@Id, @At, @Who, @Action, @What, @Messages, @Reason)",
        [new { Id = Guid.CreateVersion7(done.At).ToString(), At = done.At.ToStore(), done.Who, done.Action, done.What, done.Messages, done.Reason }]);

    /// <summary>The latest first.</summary>
    public static async Task<IReadOnlyList<Intervention>> InterventionsAsync(this ISession session, int most)
    {
        var rows = await session.QueryAsync<Row>("select at, who, action, what, messages, reason from interventions order by at desc, id desc limit @Most", new { Most = most });
        return [.. rows.Select(r => new Intervention(Instant.FromStore(r.At), r.Who, r.Action, r.What, r.Messages, r.Reason))];
    }

    private sealed record Row
    {
        public long At { get; init; }
        public string Who { get; init; } = "";
        public string Action { get; init; } = "";
        public string What { get; init; } = "";
        public long Messages { get; init; }
        public string Reason { get; init; } = "";
    }
}
