using Delight.Platform.Store;

namespace Delight.Platform.Work;

/// <summary>Adds to sums in the transaction that makes them true.</summary>
public static class Counters
{
    // A row for each process: two of them never wait for each other's.
    private static readonly string Owner = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Adds each entry to the sum of its shop and name.</summary>
    public static Task CountAsync(this ISession session, IEnumerable<(string Shop, string Name, long Value)> entries) => session.EachAsync("""
        insert into counters (shop, name, owner, value) values (@Shop, @Name, @Owner, @Value)
        on conflict (shop, name, owner) do update set value = counters.value + excluded.value
        """, [.. entries.GroupBy(e => (e.Shop, e.Name)).Select(g => new Entry(g.Key.Shop, g.Key.Name, Owner, g.Sum(e => e.Value)))
            .Where(e => e.Value != 0).OrderBy(e => e.Shop, StringComparer.Ordinal).ThenBy(e => e.Name, StringComparer.Ordinal)]);

    /// <summary>Says what this owner's parts of sums over no shop are now.</summary>
    internal static Task SetAsync(this ISession session, string owner, IEnumerable<(string Name, long Value)> entries) => session.EachAsync("""
        insert into counters (shop, name, owner, value) values (@Shop, @Name, @Owner, @Value)
        on conflict (shop, name, owner) do update set value = excluded.value
        """, [.. entries.Select(e => new Entry("", e.Name, owner, e.Value))]);

    /// <summary>Makes one row of the parts that processes added, whether or not they still run.</summary>
    /// <returns>How many rows that spares.</returns>
    internal static async Task<int> FoldCountersAsync(this ISession session)
    {
        var added = (await session.QueryAsync<Part>("select shop, name, owner from counters where owner <> @Owner", new { Owner })).Where(p => !Intake.IsSaid(p.Name));
        var gone = await session.EachAsync<Part, Part>(
            "delete from counters where shop = @Shop and name = @Name and owner = @Owner returning shop, name, owner, value",
            [.. added.OrderBy(p => p.Shop, StringComparer.Ordinal).ThenBy(p => p.Name, StringComparer.Ordinal)]);
        await session.CountAsync(gone.Select(p => (p.Shop, p.Name, p.Value)));
        return gone.Count;
    }

    /// <summary>The sums over all processes; of all shops when none is named.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> SumsAsync(this ISession session, string? shop = null)
    {
        var rows = await session.QueryAsync<Sum>(shop is null
            ? "select name, cast(sum(value) as bigint) as value from counters group by name"
            : "select name, cast(sum(value) as bigint) as value from counters where shop = @Shop group by name", new { Shop = shop });
        return rows.ToDictionary(r => r.Name, r => r.Value);
    }

    private sealed record Entry(string Shop, string Name, string Owner, long Value);

    private sealed record Part
    {
        public string Shop { get; init; } = "";
        public string Name { get; init; } = "";
        public string Owner { get; init; } = "";
        public long Value { get; init; }
    }

    private sealed record Sum
    {
        public string Name { get; init; } = "";
        public long Value { get; init; }
    }
}
