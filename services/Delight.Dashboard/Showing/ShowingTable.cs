using System.Globalization;
using System.Text.Json.Nodes;
using Delight.Platform.Access;
using Delight.Platform.Privacy;
using Delight.Platform.Store;

namespace Delight.Dashboard.Showing;

/// <summary>To whom the words of a customer's order were shown.</summary>
/// <param name="Page">Where: find, order or packing.</param>
internal sealed record Shown(string Shop, long OrderId, string Who, string Page, DateTimeOffset At);

internal static class ShowingTable
{
    public static Task NoteAsync(this ISession session, IEnumerable<Shown> shown) => session.EachAsync<object>("""
        insert into showings (shop, order_id, seen, at, who, page) values (@Shop, @OrderId, @Seen, @At, @Who, @Page)
        on conflict (shop, order_id, seen) do nothing
        """, [.. shown.Select(s => new
        {
            s.Shop, s.OrderId, Seen = $"{s.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {s.Page} {s.Who}", At = s.At.ToStore(), s.Who, s.Page,
        })]);

    /// <summary>The latest first.</summary>
    /// <param name="text">What one of them holds; absent for all.</param>
    public static async Task<IReadOnlyList<Shown>> ShowingsAsync(this ISession session, string? shop, string? text, ListPart part)
    {
        var rows = await session.QueryAsync<Row>($"""
            select shop, order_id, who, page, at from showings
            where at >= 0 {(shop is null ? "" : "and shop = @Shop")} {(text is null ? "" : "and " + HeldText.In("who || ' ' || page || ' ' || shop || ' ' || order_id"))}
            order by at desc, shop, order_id, page, who limit @Limit offset @First
            """, new { Shop = shop, Text = HeldText.Pattern(text), part.Limit, part.First });
        return [.. rows.Select(r => new Shown(r.Shop, r.OrderId, r.Who, r.Page, Instant.FromStore(r.At)))];
    }

    private sealed record Row
    {
        public string Shop { get; init; } = "";
        public long OrderId { get; init; }
        public string Who { get; init; } = "";
        public string Page { get; init; } = "";
        public long At { get; init; }
    }
}

/// <summary>What the pages' own tables hold of people: nothing but the ids of orders, which go with their shop.</summary>
internal sealed class Showings : IPersonalData
{
    public string Name => "showings";

    public Task<JsonNode?> ExportAsync(ISession session, Person person) => Task.FromResult<JsonNode?>(null);

    public Task<int> RedactAsync(ISession session, Person person) => Task.FromResult(0);

    public async Task<int> RedactShopAsync(ISession session, string shop) =>
        (await session.QueryAsync<string>("delete from showings where shop = @Shop returning shop", new { Shop = shop })).Count;
}
