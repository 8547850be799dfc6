using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Delight.Fulfilment.Parcels;
using Delight.Platform.Merging;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Packing;

/// <summary>Parcels with something in them, oldest order first, a page at a time; what arrives meanwhile does not shift the pages.</summary>
internal sealed class PackingList(IStore store)
{
    // Few, and found before anybody thinks of walking through all parcels in their order.
    private const string OfCustomer = "with of_customer as materialized (select * from parcels where shop = @Shop and customer_id = @CustomerId)";

    /// <param name="customerId">Of the shop, which is then named; absent for everybody's.</param>
    public Task<PackingPage> ReadAsync(string? shop, string? state, long? customerId, Cursor after, int limit, CancellationToken cancellationToken) => store.ReadAsync(async session =>
    {
        var customer = customerId is { } id ? await session.KeptCustomerAsync(shop!, id) : (long?)null;

        // The shop's own index says ">= 1": it is for all of its parcels, not for the few that are in a state.
        var sql = $"""
            {(customerId is null ? "" : OfCustomer)}
            select * from {(customerId is null ? "parcels" : "of_customer")}
            where line_count {(shop is null || state is not null ? "> 0" : ">= 1")} and (ordered_at, shop, order_id) > (@OrderedAt, @AfterShop, @OrderId)
              and shop not in (select shop from paused_shops)
            {(shop is null ? "" : "and shop = @Shop")} {(state is null ? "" : "and state = @State")}
            order by ordered_at, shop, order_id
            limit @Most
            """;
        var rows = await session.QueryAsync<StoredParcel>(sql,
            new { after.OrderedAt, AfterShop = after.Shop, after.OrderId, Shop = shop, State = state, CustomerId = customer, Most = limit + 1 });
        var page = rows.Take(limit).ToArray();
        return new PackingPage(await SlipsAsync(session, page), rows.Count > limit ? new Cursor(page[^1].OrderedAt, page[^1].Shop, page[^1].OrderId).ToString() : null);
    }, cancellationToken);

    /// <returns>The parcel, also with nothing in it; nothing when no rule answered for the order and nobody packed it.</returns>
    public Task<PackingSlip?> OneAsync(string shop, long orderId, CancellationToken cancellationToken) => store.ReadAsync(async session =>
        (await SlipsAsync(session, await session.QueryAsync<StoredParcel>("select * from parcels where shop = @Shop and order_id = @OrderId", new OrderKey(shop, orderId)))).SingleOrDefault(), cancellationToken);

    private static async Task<IReadOnlyList<PackingSlip>> SlipsAsync(ISession session, IReadOnlyCollection<StoredParcel> parcels)
    {
        var lines = (await session.EachAsync<OrderKey, LineRow>("select * from parcel_lines where shop = @Shop and order_id = @OrderId", [.. parcels.Select(KeyOf)])).ToLookup(l => new OrderKey(l.Shop, l.OrderId));
        return [.. parcels.Select(p => PackingSlip.Of(p, lines[KeyOf(p)]))];
    }

    private static OrderKey KeyOf(StoredParcel parcel) => new(parcel.Shop, parcel.OrderId);
}

/// <summary>The place after which the next page begins.</summary>
internal sealed record Cursor(long OrderedAt, string Shop, long OrderId)
{
    public static Cursor Start { get; } = new(long.MinValue, "", 0);

    /// <returns>Nothing for a text that no page has given.</returns>
    public static Cursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Start;
        }

        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        return parts.Length == 3 && !parts[1].Any(char.IsControl)
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var order)
            ? new Cursor(at, parts[1], order) : null;
    }

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{OrderedAt}|{Shop}|{OrderId}"));
}
