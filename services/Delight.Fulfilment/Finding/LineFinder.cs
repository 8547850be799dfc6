using Delight.Platform.Store;

namespace Delight.Fulfilment.Finding;

/// <summary>Looks for lines of parcels from the newest parcel back, a part at a time, until enough are found. A note cannot be found by an index,
/// so that an answer within a fifth of a second looks into some parcels only, and says how many and from where to go on.</summary>
/// <param name="store">Where the parcels are.</param>
/// <param name="atOnce">Parcels that are looked into before it is asked whether that is enough; for 4,000, PostgreSQL would rather read every line that there is.</param>
/// <param name="parts">After so many parts, what is older is left for the next question.</param>
internal sealed class LineFinder(IStore store, int atOnce = 2_000, int parts = 15)
{
    /// <param name="shop">Absent for all shops.</param>
    /// <param name="after">Where the question before ended.</param>
    public Task<Found> FindAsync(string? shop, SearchedWords words, int most, LineCursor after, CancellationToken cancellationToken) => store.ReadAsync(async session =>
    {
        var (found, searched, place) = (new List<FoundLine>(), 0L, after.Place);
        for (var part = 0; part < parts; part++)
        {
            found.AddRange(after.Rest(await MatchesAsync(session, shop, words, most - found.Count + after.Told + 1, place)));
            var next = await session.FirstOrDefaultAsync<ParcelPlace>($"{Newest(shop, "shop, order_id, ordered_at")} limit 1 offset {atOnce - 1}", Of(shop, place));
            searched += next is null ? await RestAsync(session, shop, place) : atOnce;
            if (found.Count > most)
            {
                return new Found([.. found.Take(most)], searched, next is null, after.AfterThese([.. found.Take(most)]));
            }

            if (next is null)
            {
                return new Found(found, searched, true, null);
            }

            place = next;
        }

        var isComplete = await RestAsync(session, shop, place) == 0;
        return new Found(found, searched, isComplete, isComplete ? null : new LineCursor(place));
    }, cancellationToken);

    private async Task<IEnumerable<FoundLine>> MatchesAsync(ISession session, string? shop, SearchedWords words, int most, ParcelPlace place)
    {
        var (sku, patterns) = words.Patterns;
        var rows = await session.QueryAsync<FoundLine>($"""
            select p.shop, p.order_id, p.order_name, p.customer_id, p.ordered_at, p.state, l.kind, l.sku, l.title, l.text, l.rule
            from ({Newest(shop, "*")} limit {atOnce}) as p cross join parcel_lines l
            where l.shop = p.shop and l.order_id = p.order_id and {words.Sql}
            order by p.ordered_at desc, p.shop desc, p.order_id desc, l.rule, l.position {(words.IsExact ? "limit @Most" : "")}
            """, new
        {
            Shop = shop, place.OrderedAt, AfterShop = place.Shop, place.OrderId, Most = most, Sku = sku,
            WordA = patterns[0], WordB = patterns.ElementAtOrDefault(1), WordC = patterns.ElementAtOrDefault(2), WordD = patterns.ElementAtOrDefault(3), WordE = patterns.ElementAtOrDefault(4),
        });
        return rows.Where(words.AreIn);
    }

    /// <summary>Parcels before the place, at most a part of them.</summary>
    private async Task<long> RestAsync(ISession session, string? shop, ParcelPlace place) =>
        (await session.QueryAsync<long>($"select count(*) from ({Newest(shop, "order_id")} limit {atOnce}) as rest", Of(shop, place)))[0];

    /// <summary>Along an index; of one shop, along its own.</summary>
    private static string Newest(string? shop, string columns) => shop is null
        ? $"select {columns} from parcels where line_count > 0 and (ordered_at, shop, order_id) < (@OrderedAt, @AfterShop, @OrderId) order by ordered_at desc, shop desc, order_id desc"
        : $"select {columns} from parcels where line_count >= 1 and shop = @Shop and (ordered_at, order_id) < (@OrderedAt, @OrderId) order by ordered_at desc, order_id desc";

    private static object Of(string? shop, ParcelPlace place) => new { Shop = shop, place.OrderedAt, AfterShop = place.Shop, place.OrderId };
}

/// <param name="Searched">How many parcels were looked into.</param>
/// <param name="Complete">There are no older ones that were not looked into.</param>
/// <param name="Next">From where to go on; nothing when all was told.</param>
internal sealed record Found(IReadOnlyList<FoundLine> Lines, long Searched, bool Complete, LineCursor? Next);
