using Delight.Platform.Store;

namespace Delight.Dashboard.Readings;

/// <summary>What is noted: sums that grow, and depths.</summary>
internal static class Reading
{
    public const string Deliveries = "deliveries";
    public const string Orders = "orders";
    public const string Answers = "answers";
    public const string Lines = "lines";
    public const string Packed = "packed";
    public const string Spooled = "waiting/spool";
    public const string Ledger = "waiting/ledger";
    public const string Rules = "waiting/rules";
    public const string Fulfilment = "waiting/fulfilment";
}

internal static class ReadingsTable
{
    public const int Seconds = 10;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public static Task NoteAsync(this ISession session, DateTimeOffset now, IEnumerable<(string Name, long Value)> values)
    {
        var at = Moment(now).ToStore();
        return session.EachAsync<object>("insert into readings (at, name, value) values (@At, @Name, @Value) on conflict (at, name) do nothing",
            [.. values.Select(v => new { At = at, v.Name, v.Value })]);
    }

    public static Task DropReadingsAsync(this ISession session, DateTimeOffset now) =>
        session.EachAsync<object>("delete from readings where at < @Before", [new { Before = (now - Kept).ToStore() }]);

    public static Task<IReadOnlyList<ReadingRow>> ReadingsAsync(this ISession session, DateTimeOffset since) =>
        session.QueryAsync<ReadingRow>("select at, name, value from readings where at >= @Since order by at", new { Since = since.ToStore() });

    /// <summary>All processes mean the same moments.</summary>
    private static DateTimeOffset Moment(DateTimeOffset now) => DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / Seconds * Seconds);
}

internal sealed record ReadingRow
{
    /// <summary>Microseconds since 1970.</summary>
    public long At { get; init; }
    public string Name { get; init; } = "";
    public long Value { get; init; }
}
