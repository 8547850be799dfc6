using Delight.Contracts;
using Delight.Fulfilment.Giving;
using Delight.Fulfilment.Hits;
using Delight.Fulfilment.Packing.Bench;
using Delight.Platform.Privacy;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Fulfilment.Parcels;

/// <summary>Reads and writes parcels, holding what must not change meanwhile.</summary>
internal static class ParcelTable
{
    /// <summary>Holds these orders' parcels and their customers, and reads them; an order without one is not among the results.
    /// A customer who is held is not forgotten meanwhile: words that were read before would be written again.</summary>
    public static async Task<Dictionary<OrderKey, Parcel>> HoldAsync(ISession session, IEnumerable<OrderKey> orders, IEnumerable<(string Shop, long? CustomerId)> customers)
    {
        var keys = orders.Distinct().ToArray();
        await session.LockAsync(keys.Select(k => $"parcel/{k.Shop}/{k.OrderId}"));
        var known = await session.EachAsync<OrderKey, StoredParcel>("select * from parcels where shop = @Shop and order_id = @OrderId", keys);
        await session.LockAsync(customers.Concat(known.Select(r => (r.Shop, r.CustomerId))).Where(c => c.CustomerId is not null)
            .SelectMany(c => new[] { $"gifts/{c.Shop}/{c.CustomerId}", PrivacyTables.NameOf(c.Shop, c.CustomerId!.Value) }));
        return await ReadAsync(session, keys);
    }

    /// <summary>Reads parcels that are held, or whose customer is.</summary>
    public static async Task<Dictionary<OrderKey, Parcel>> ReadAsync(ISession session, IReadOnlyCollection<OrderKey> keys)
    {
        var rows = await session.EachAsync<OrderKey, StoredParcel>("select * from parcels where shop = @Shop and order_id = @OrderId", keys);
        var decisions = await session.EachAsync<OrderKey, Decided>("select * from decisions where shop = @Shop and order_id = @OrderId", keys);
        var lines = await session.EachAsync<OrderKey, LineRow>("select * from parcel_lines where shop = @Shop and order_id = @OrderId",
            [.. rows.Where(r => r.LineCount > 0).Select(r => new OrderKey(r.Shop, r.OrderId))]);
        var decisionsOf = decisions.ToLookup(d => new OrderKey(d.Shop, d.OrderId));
        var linesOf = lines.ToLookup(l => new OrderKey(l.Shop, l.OrderId));
        return rows.Select(r => r.ToRow()).ToDictionary(r => new OrderKey(r.Shop, r.OrderId),
            r => Parcel.Known(r, decisionsOf[new OrderKey(r.Shop, r.OrderId)], linesOf[new OrderKey(r.Shop, r.OrderId)]));
    }

    /// <param name="before">The parcels' rows as they were read, to keep the sums.</param>
    /// <param name="now">When what runs out ran out.</param>
    public static async Task SaveAsync(ISession session, IReadOnlyCollection<Parcel> parcels, IReadOnlyDictionary<OrderKey, ParcelSums> before, DateTimeOffset now)
    {
        await session.EachAsync("""
            insert into parcels (shop, order_id, order_name, customer_id, ordinal, ordered_at, state, packed_by, closing_until, closing_by, warning, request, customer_tags, total_minor, standing, line_count, wishes, version)
            values (@Shop, @OrderId, @OrderName, @CustomerId, @Ordinal, @OrderedAt, @State, @PackedBy, @ClosingUntil, @ClosingBy, @Warning, @Request, @CustomerTags, @TotalMinor, @Standing, @LineCount, @Wishes, @Version)
            on conflict (shop, order_id) do update set order_name = excluded.order_name, customer_id = excluded.customer_id, ordinal = excluded.ordinal,
                ordered_at = excluded.ordered_at, state = excluded.state, packed_by = excluded.packed_by,
                closing_until = excluded.closing_until, closing_by = excluded.closing_by, warning = excluded.warning, request = excluded.request, customer_tags = excluded.customer_tags, total_minor = excluded.total_minor,
                standing = excluded.standing, line_count = excluded.line_count, wishes = excluded.wishes, version = excluded.version
            """, [.. parcels.Select(StoredParcel.Of)]);
        var relined = parcels.Where(p => before.GetValueOrDefault(KeyOf(p))?.Version != p.Row.Version).ToArray();
        await session.EachAsync("delete from parcel_lines where shop = @Shop and order_id = @OrderId",
            [.. relined.Where(p => before.GetValueOrDefault(KeyOf(p))?.Lines > 0).Select(KeyOf)]);
        await session.EachAsync("""
            insert into parcel_lines (shop, order_id, rule, position, kind, sku, title, quantity, text, value_minor, value_currency, why, from_stock, cost_minor, cost_currency, cost_month, care, grams, wording, wordings)
            values (@Shop, @OrderId, @Rule, @Position, @Kind, @Sku, @Title, @Quantity, @Text, @ValueMinor, @ValueCurrency, @Why, @FromStock, @CostMinor, @CostCurrency, @CostMonth, @Care, @Grams, @Wording, @Wordings)
            """, [.. relined.SelectMany(p => p.Lines)]);
        await TakenTable.BookAsync(session, [.. relined.SelectMany(p => before.GetValueOrDefault(KeyOf(p))?.Rows ?? [])], [.. relined.SelectMany(p => p.Lines)], now);
        var packed = relined.Where(p => p.IsPacked && before.GetValueOrDefault(KeyOf(p))?.Packed != true).ToArray();
        await session.EachAsync("""
            insert into given (shop, customer_id, rule, ordinal, order_id) values (@Shop, @CustomerId, @Rule, @Ordinal, @OrderId)
            on conflict (shop, customer_id, rule, ordinal) do nothing
            """, [.. from p in packed
                     where p.PackedFor is not null
                     from d in p.Given
                     where d.Ordinal is not null
                     select new { d.Shop, CustomerId = p.PackedFor!.Value, d.Rule, Ordinal = d.Ordinal!.Value, d.OrderId }]);
        OrderKey[] left = [.. packed.Select(KeyOf)];
        await LeaseTable.EndAsync(session, left);
        await TickTable.RemoveAllAsync(session, left);
        await SaveAsync(session, [.. parcels.SelectMany(p => p.Decisions.Where(d => p.AlsoDecided.Contains(d.Rule)))]);
        var sums = parcels.Select(p => (p.Row.Shop, Before: before.GetValueOrDefault(KeyOf(p)), Now: ParcelSums.Of(p))).ToArray();
        await session.CountAsync(sums.SelectMany(s => s.Now.Since(s.Shop, s.Before)));
        await HitTable.BookAsync(session, sums.Select(s => (s.Before, s.Now)));
    }

    /// <summary>What rules answered.</summary>
    public static Task SaveAsync(ISession session, IReadOnlyCollection<Decided> decisions) => session.EachAsync("""
        insert into decisions (shop, order_id, rule, version, ordinal, warning, wish, rule_version) values (@Shop, @OrderId, @Rule, @Version, @Ordinal, @Warning, @Wish, @RuleVersion)
        on conflict (shop, order_id, rule) do update set version = excluded.version, ordinal = excluded.ordinal, warning = excluded.warning, wish = excluded.wish,
            rule_version = excluded.rule_version
        """, decisions);

    /// <summary>The world is to be told of these, whoever dies before.</summary>
    public static Task ToBeToldAsync(ISession session, IReadOnlyCollection<OrderKey> orders) => session.EachAsync(
        "insert into untold (shop, order_id) values (@Shop, @OrderId) on conflict (shop, order_id) do nothing", orders);

    /// <summary>What was told of is owed no more, unless the parcel has changed since.</summary>
    public static Task ToldAsync(ISession session, IEnumerable<FulfilmentChanged> told) => session.EachAsync<object>("""
        delete from untold where shop = @Shop and order_id = @OrderId
            and not exists (select 1 from parcels p where p.shop = untold.shop and p.order_id = untold.order_id and p.version > @Version)
        """, [.. told.Select(t => new { t.Shop, t.OrderId, t.Version })]);

    public static OrderKey KeyOf(Parcel parcel) => new(parcel.Row.Shop, parcel.Row.OrderId);
}

/// <summary>What a parcel adds to the sums that pages ask for.</summary>
/// <param name="Rows">The lines themselves.</param>
/// <param name="CustomerId">Whose it was.</param>
internal sealed record ParcelSums(long Version, IReadOnlyList<LineRow> Rows, bool Packed, long? CustomerId, DateTimeOffset OrderedAt)
{
    public int Lines => Rows.Count;

    public static ParcelSums Of(Parcel parcel) => new(parcel.Row.Version, [.. parcel.Lines], parcel.IsPacked, parcel.Row.CustomerId, parcel.Row.OrderedAt);

    public IEnumerable<(string Shop, string Name, long Value)> Since(string shop, ParcelSums? before) =>
    [
        (shop, "fulfilment/open", Open - (before?.Open ?? 0)),
        (shop, "fulfilment/packed", Closed - (before?.Closed ?? 0)),
        (shop, "fulfilment/lines", Lines - (before?.Lines ?? 0)),
    ];

    private int Open => Lines > 0 && !Packed ? 1 : 0;

    private int Closed => Lines > 0 && Packed ? 1 : 0;
}
