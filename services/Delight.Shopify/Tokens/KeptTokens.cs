using System.Security.Cryptography;
using System.Text;
using Delight.Platform.Store;
using Microsoft.Extensions.Logging;

namespace Delight.Shopify.Tokens;

/// <summary>What a shop's refresh token has become, in the store.</summary>
internal sealed class KeptTokens(IStore store, TimeProvider time, ILogger<KeptTokens> log)
{
    /// <summary>Longer than asking for a token takes; a process that died meanwhile holds the others up no longer than this.</summary>
    private static readonly TimeSpan RenewsWithin = TimeSpan.FromSeconds(40);

    public async Task<KeptToken> ReadAsync(ShopifyShopSettings shop, CancellationToken cancellationToken)
    {
        var row = await store.ReadAsync(s => s.FirstOrDefaultAsync<Row>("select * from shopify_tokens where shop = @Shop and begun_with = @BegunWith",
            new { shop.Shop, BegunWith = Digest(shop) }), cancellationToken);
        if (row?.RefreshToken is null)
        {
            return new KeptToken(shop.RefreshToken!, null);
        }

        var refresh = SealedText.Open(row.RefreshToken, shop.ClientSecret!, "refresh " + shop.Shop);
        var access = SealedText.Open(row.AccessToken!, shop.ClientSecret!, "access " + shop.Shop);
        if (refresh is null || access is null)
        {
            Log.KeptTokenUnreadable(log, shop.Shop);
            return new KeptToken(shop.RefreshToken!, null);
        }

        return new KeptToken(refresh, new AccessToken(access, Instant.FromStore(row.GrantedAt!.Value), row.EndsAt is { } end ? Instant.FromStore(end) : null));
    }

    /// <returns>False while another process renews it.</returns>
    public async Task<bool> ClaimAsync(ShopifyShopSettings shop, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return (await store.WriteAsync(s => s.QueryAsync<string>("""
            insert into shopify_tokens (shop, begun_with, renewing) values (@Shop, @BegunWith, @Until)
            on conflict (shop) do update set renewing = excluded.renewing
            where shopify_tokens.renewing <= @Now
            returning shop
            """, new { shop.Shop, BegunWith = Digest(shop), Until = (now + RenewsWithin).ToStore(), Now = now.ToStore() }), cancellationToken)).Count > 0;
    }

    /// <summary>Returns when the new pair is durable. Not given up by a caller who leaves: the old refresh token has served.</summary>
    public Task KeepAsync(ShopifyShopSettings shop, string refreshToken, AccessToken token) => store.WriteAsync(s => s.EachAsync<object>("""
        update shopify_tokens set begun_with = @BegunWith, refresh_token = @Refresh, access_token = @Access, granted_at = @GrantedAt, ends_at = @EndsAt, renewing = 0
        where shop = @Shop
        """,
        [new
        {
            shop.Shop, BegunWith = Digest(shop), GrantedAt = token.GrantedAt.ToStore(), EndsAt = token.EndsAt?.ToStore(),
            Refresh = SealedText.Of(refreshToken, shop.ClientSecret!, "refresh " + shop.Shop), Access = SealedText.Of(token.Value, shop.ClientSecret!, "access " + shop.Shop),
        }]), CancellationToken.None);

    public Task LetGoAsync(ShopifyShopSettings shop) =>
        store.WriteAsync(s => s.EachAsync<object>("update shopify_tokens set renewing = 0 where shop = @Shop", [new { shop.Shop }]), CancellationToken.None);

    private static string Digest(ShopifyShopSettings shop) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shop.RefreshToken!)));

    private sealed record Row
    {
        public string? RefreshToken { get; init; }
        public string? AccessToken { get; init; }
        public long? GrantedAt { get; init; }
        public long? EndsAt { get; init; }
    }
}

/// <param name="RefreshToken">The next to be used.</param>
/// <param name="Access">None before the first renewal.</param>
internal sealed record KeptToken(string RefreshToken, AccessToken? Access);
