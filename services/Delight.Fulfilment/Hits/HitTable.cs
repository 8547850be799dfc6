using Delight.Fulfilment.Parcels;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Hits;

/// <summary>In how many parcels each rule gives something, by the day of the order, and what that costs: it follows the lines of parcels, as
/// stock and money do.</summary>
internal static class HitTable
{
    private const long Day = TimeSpan.MicrosecondsPerDay;
    private const uint Slots = 16;

    // By chance: a container's processes all have the same number, and rows of a process that is gone need not be folded.
    private static readonly long Slot = (uint)HashCode.Combine(Environment.MachineName, Environment.ProcessId) % Slots;

    /// <summary>The last that a transaction writes of its parcels, since processes may share a slot.</summary>
    public static Task BookAsync(ISession session, IEnumerable<(ParcelSums? Before, ParcelSums Now)> parcels) => session.EachAsync("""
        insert into hits (shop, day, rule, currency, slot, parcels, cost_minor) values (@Shop, @Day, @Rule, @Currency, @Slot, @Parcels, @CostMinor)
        on conflict (shop, day, rule, currency, slot) do update set parcels = hits.parcels + excluded.parcels, cost_minor = hits.cost_minor + excluded.cost_minor
        """, Sums(parcels.SelectMany(p => Of(p.Now, 1).Concat(p.Before is { } before ? Of(before, -1) : []))));

    /// <summary>By day, rule and currency, of the days from this one on.</summary>
    /// <param name="shop">Absent for all shops.</param>
    public static async Task<IReadOnlyList<Hit>> ReadAsync(ISession session, string? shop, DateTimeOffset from)
    {
        var hits = await session.QueryAsync<Hit>($"""
            select day, rule, currency, cast(sum(parcels) as bigint) as parcels, cast(sum(cost_minor) as bigint) as cost_minor from hits
            where day >= @From {(shop is null ? "" : "and shop = @Shop")}
            group by day, rule, currency having sum(parcels) > 0 order by day, rule, currency
            """, new { Shop = shop, From = DayOf(from) });
        return [.. hits.GroupBy(h => (h.Day, h.Rule)).SelectMany(d => OneCurrency([.. d]))];
    }

    /// <summary>What was not reckoned is counted with what was, unless there are several currencies that it could belong to.</summary>
    private static Hit[] OneCurrency(Hit[] ofDay) => ofDay is [{ Currency: "" } free, var reckoned] ? [reckoned with { Parcels = free.Parcels + reckoned.Parcels }] : ofDay;

    private static long DayOf(DateTimeOffset moment) => moment.ToStore() / Day;

    private static IEnumerable<Hit> Of(ParcelSums parcel, int sign) =>
        from line in parcel.Rows
        group line by (line.Shop, line.Rule) into given
        select new Hit
        {
            Shop = given.Key.Shop, Day = DayOf(parcel.OrderedAt), Rule = given.Key.Rule, Slot = Slot,
            Currency = given.Max(l => l.CostCurrency) ?? "", Parcels = sign, CostMinor = sign * given.Sum(l => l.CostMinor ?? 0),
        };

    private static Hit[] Sums(IEnumerable<Hit> hits) =>
    [
        .. hits.GroupBy(h => h with { Parcels = 0, CostMinor = 0 }, (key, of) => key with { Parcels = of.Sum(h => h.Parcels), CostMinor = of.Sum(h => h.CostMinor) })
            .Where(h => h is not { Parcels: 0, CostMinor: 0 })
            .OrderBy(h => h.Shop, StringComparer.Ordinal).ThenBy(h => h.Day).ThenBy(h => h.Rule, StringComparer.Ordinal).ThenBy(h => h.Currency, StringComparer.Ordinal),
    ];
}

/// <summary>A row of the table <c>hits</c>, or a sum of some.</summary>
internal sealed record Hit
{
    public string Shop { get; init; } = "";

    /// <summary>Days since 1970, UTC.</summary>
    public long Day { get; init; }
    public string Rule { get; init; } = "";

    /// <summary>Empty where nothing was reckoned.</summary>
    public string Currency { get; init; } = "";
    public long Slot { get; init; }
    public long Parcels { get; init; }
    public long CostMinor { get; init; }
}
