using Delight.Contracts;
using Delight.Platform.Store;
using Delight.Platform.Work;

namespace Delight.Platform.Privacy;

/// <summary>Shops that asked to be forgotten, and what is not entered because of that.</summary>
public static class ForgottenShops
{
    /// <summary>Holds the shop alone.</summary>
    public static async Task BuryShopAsync(this ISession session, string shop, DateTimeOffset at)
    {
        await session.HoldShopAloneAsync(shop);
        await session.EachAsync<object>("""
            insert into shop_tombstones (shop, at) values (@Shop, @At)
            on conflict (shop) do update set at = excluded.at where excluded.at > shop_tombstones.at
            """, [new { Shop = shop, At = at.ToStore() }]);
    }

    /// <summary>Waits for whoever is entering something of the shop, and keeps everyone else from it while the transaction lasts.</summary>
    public static Task HoldShopAloneAsync(this ISession session, string shop) => session.LockAsync([NameOf(shop)]);

    /// <summary>Together with whoever else enters something of the shop; nobody has it alone while the transaction lasts.</summary>
    public static Task HoldShopAsync(this ISession session, string shop) => session.LockSharedAsync([NameOf(shop)]);

    /// <summary>When those of these shops that asked for it were forgotten. No other of them is while the transaction lasts.</summary>
    public static async Task<IReadOnlyDictionary<string, DateTimeOffset>> ForgottenShopsAsync(this ISession session, IEnumerable<string> shops)
    {
        var asked = shops.Distinct().ToArray();
        await session.LockSharedAsync(asked.Select(NameOf));
        return await session.ShopTombstonesAsync(asked);
    }

    /// <summary>The same, for who holds them already or need not.</summary>
    public static async Task<IReadOnlyDictionary<string, DateTimeOffset>> ShopTombstonesAsync(this ISession session, IEnumerable<string> shops)
    {
        var rows = await session.EachAsync<object, Tombstone>("select shop, at from shop_tombstones where shop = @Shop", [.. shops.Select(s => new { Shop = s })]);
        return rows.ToDictionary(r => r.Shop, r => Instant.FromStore(r.At));
    }

    /// <summary>Counts a delivery that is not entered as taken, so that nobody waits for it; a second time changes nothing, and one
    /// that was given up is counted already.</summary>
    public static async Task DropAsync(this ISession session, string shop, IEnumerable<Delivery> deliveries)
    {
        var all = deliveries.DistinctBy(KeyOf).ToArray();
        var fresh = (await session.EachAsync<object, string>("""
            insert into dropped (shop, received_at, delivery_id) values (@Shop, @ReceivedAt, @DeliveryId)
            on conflict (delivery_id) do nothing returning delivery_id
            """, [.. all.Select(d => new { Shop = shop, ReceivedAt = d.ReceivedAt.ToStore(), DeliveryId = KeyOf(d) })])).ToHashSet();
        var givenUp = (await session.EachAsync<object, string>("delete from given_up where id = @Id returning id", [.. all.Select(d => new { Id = d.Id.ToString() })])).ToHashSet();
        await session.CountAsync(all.Where(d => fresh.Contains(KeyOf(d)) && !givenUp.Contains(d.Id.ToString())).Select(d => ("", Intake.TakenFrom(d.Receiver), 1L)));
    }

    /// <summary>What of the shop was dropped is not taken up again, however often it comes.</summary>
    public static Task ForgetGivenUpAsync(this ISession session, string shop) => session.EachAsync<object>(
        "delete from given_up where id in (select delivery_id from dropped where shop = @Shop)", [new { Shop = shop }]);

    /// <summary>What a person handed over again is waited for by itself, besides the delivery that it came from.</summary>
    private static string KeyOf(Delivery delivery) => Intake.IsReplay(delivery.Receiver) ? delivery.Receiver : delivery.Id.ToString();

    private static string NameOf(string shop) => $"shop/{shop}";

    private sealed record Tombstone
    {
        public string Shop { get; init; } = "";
        public long At { get; init; }
    }
}
