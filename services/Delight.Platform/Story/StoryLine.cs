using Delight.Platform.Store;

namespace Delight.Platform.Story;

/// <summary>One sentence of what happened to a thing; written by each module in its own transaction.</summary>
public sealed record StoryLine
{
    public required string Shop { get; init; }
    public required long SubjectId { get; init; }

    /// <summary>Names the happening; written twice, it stands once.</summary>
    public required string Key { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The module that tells it.</summary>
    public required string Step { get; init; }
    public required string Text { get; init; }
}

public static class StoryTable
{
    private const string Insert = """
        insert into story (shop, subject_id, key, at, step, text)
        values (@Shop, @SubjectId, @Key, @At, @Step, @Text)
        on conflict (shop, subject_id, key) do nothing
        returning key
        """;

    /// <returns>The keys that were new.</returns>
    public static Task<IReadOnlyList<string>> TellAsync(this ISession session, IReadOnlyCollection<StoryLine> lines) =>
        session.EachAsync<object, string>(Insert, [.. lines.Select(l => new { l.Shop, l.SubjectId, l.Key, At = l.At.ToStore(), l.Step, l.Text })]);

    /// <summary>Told by this step and not by another.</summary>
    public static async Task<bool> IsToldAsync(this ISession session, StoryLine line) => (await session.QueryAsync<string>(
        "select key from story where shop = @Shop and subject_id = @SubjectId and key = @Key and step = @Step", new { line.Shop, line.SubjectId, line.Key, line.Step })).Count > 0;

    /// <summary>Takes back what this step told under the key.</summary>
    public static Task RetractAsync(this ISession session, string shop, long subjectId, string key, string step) => session.EachAsync<object>(
        "delete from story where shop = @Shop and subject_id = @SubjectId and key = @Key and step = @Step", [new { Shop = shop, SubjectId = subjectId, Key = key, Step = step }]);

    public static async Task<bool> IsKnownAsync(this ISession session, string shop, long subjectId) =>
        (await session.QueryAsync<long>("select subject_id from story where shop = @Shop and subject_id = @SubjectId limit 1",
            new { Shop = shop, SubjectId = subjectId })).Count > 0;

    /// <summary>In the order of happening; what happened in the same moment, in the order of the way.</summary>
    public static async Task<IReadOnlyList<StoryLine>> StoryAsync(this ISession session, string shop, long subjectId)
    {
        var rows = await session.QueryAsync<Row>(
            "select key, at, step, text from story where shop = @Shop and subject_id = @SubjectId order by at, key",
            new { Shop = shop, SubjectId = subjectId });
        return [.. rows.Select(r => new StoryLine
        {
            Shop = shop, SubjectId = subjectId, Key = r.Key, At = Instant.FromStore(r.At), Step = r.Step, Text = r.Text,
        })];
    }

    private sealed record Row
    {
        public string Key { get; init; } = "";
        public long At { get; init; }
        public string Step { get; init; } = "";
        public string Text { get; init; } = "";
    }
}
