using Delight.Platform.Store;

namespace Delight.Platform.Work;

/// <summary>How deliveries in a shop's name were signed that came from the shop, or from somebody who says so.</summary>
/// <param name="FittedAt">When one of the shop's secrets last fitted; null when none ever did.</param>
/// <param name="RefusedAt">When one was last refused because none did; null when none was.</param>
public sealed record ShopSignatures(string Shop, DateTimeOffset? FittedAt, DateTimeOffset? RefusedAt);

public static class SignaturesInStore
{
    /// <summary>What several receivers say comes together, in whatever order they say it.</summary>
    public static Task SaySignaturesAsync(this ISession session, IEnumerable<ShopSignatures> shops) => session.EachAsync<object>("""
        insert into shop_signatures (shop, fitted_at, refused_at) values (@Shop, @FittedAt, @RefusedAt)
        on conflict (shop) do update set
            fitted_at = case when excluded.fitted_at > shop_signatures.fitted_at then excluded.fitted_at else shop_signatures.fitted_at end,
            refused_at = case when excluded.refused_at > shop_signatures.refused_at then excluded.refused_at else shop_signatures.refused_at end
        """, [.. shops.OrderBy(s => s.Shop, StringComparer.Ordinal).Select(s => new { s.Shop, FittedAt = s.FittedAt?.ToStore() ?? 0, RefusedAt = s.RefusedAt?.ToStore() ?? 0 })]);

    public static async Task<ShopSignatures> SignaturesOfAsync(this ISession session, string shop) =>
        await session.FirstOrDefaultAsync<Row>("select fitted_at, refused_at from shop_signatures where shop = @Shop", new { Shop = shop }) is { } row
            ? new ShopSignatures(shop, At(row.FittedAt), At(row.RefusedAt)) : new ShopSignatures(shop, null, null);

    private static DateTimeOffset? At(long stored) => stored == 0 ? null : Instant.FromStore(stored);

    private sealed record Row
    {
        public long FittedAt { get; init; }
        public long RefusedAt { get; init; }
    }
}
