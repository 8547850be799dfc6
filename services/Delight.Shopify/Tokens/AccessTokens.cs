using System.Collections.Concurrent;
using Delight.Shopify.Door;
using Microsoft.Extensions.Logging;

namespace Delight.Shopify.Tokens;

/// <summary>The access token of each shop, renewed before it ends, by one at a time.</summary>
internal sealed class AccessTokens(GrantDesk desk, RefreshedTokens refreshed, TimeProvider time, ILogger<AccessTokens> log) : IDisposable
{
    private static readonly TimeSpan TriesAgainAfter = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Held> _held = new(StringComparer.Ordinal);

    public Task<Answer<AccessToken>> GetAsync(ShopifyShopSettings shop, CancellationToken cancellationToken) => GetAsync(shop, null, cancellationToken);

    /// <summary>Another in place of one that the shop takes no more.</summary>
    public Task<Answer<AccessToken>> InPlaceOfAsync(ShopifyShopSettings shop, AccessToken refused, CancellationToken cancellationToken) => GetAsync(shop, refused, cancellationToken);

    public void Dispose()
    {
        foreach (var held in _held.Values)
        {
            held.Gate.Dispose();
        }
    }

    private async Task<Answer<AccessToken>> GetAsync(ShopifyShopSettings shop, AccessToken? refused, CancellationToken cancellationToken)
    {
        if (shop.Token is { } given)
        {
            return given == refused?.Value ? TakenNoMore(shop) : new AccessToken(given, DateTimeOffset.MinValue, null);
        }

        var held = _held.GetOrAdd(shop.Shop, _ => new Held());
        if (held.Usable(shop, refused, time.GetUtcNow()) is { } token)
        {
            return token;
        }

        await held.Gate.WaitAsync(cancellationToken);
        try
        {
            return held.Usable(shop, refused, time.GetUtcNow()) is { } renewed ? renewed : await RenewAsync(shop, held, refused, cancellationToken);
        }
        finally
        {
            held.Gate.Release();
        }
    }

    private async Task<Answer<AccessToken>> RenewAsync(ShopifyShopSettings shop, Held held, AccessToken? refused, CancellationToken cancellationToken)
    {
        var renewed = shop.RefreshToken is null ? await ByCredentialsAsync(shop, cancellationToken) : await refreshed.GetAsync(shop, refused, cancellationToken);
        var now = time.GetUtcNow();
        if (renewed.IsUsable)
        {
            held.Take(shop, renewed.Value);
            if (renewed.Value.EndsAt is { } until)
            {
                Log.TokenRenewed(log, shop.Shop, until);
            }

            return renewed;
        }

        if (held.Token is { EndsAt: { } end } former && held.IsOf(shop) && former.Holds(now) && former.Value != refused?.Value)
        {
            held.NotBefore = now + TriesAgainAfter;
            Log.TokenNotRenewed(log, shop.Shop, renewed.Failure.Sentence, end);
            return former;
        }

        return renewed;
    }

    private async Task<Answer<AccessToken>> ByCredentialsAsync(ShopifyShopSettings shop, CancellationToken cancellationToken)
    {
        var granted = await desk.ByCredentialsAsync(shop, cancellationToken);
        return granted.IsUsable ? granted.Value.Token(time.GetUtcNow()) : granted.Failure;
    }

    private static Failure TakenNoMore(ShopifyShopSettings shop) =>
        new(FailureKind.Refused, $"{shop.Shop} does not accept the access token. Correct Token in Delight:Shopify:Shops.");

    /// <summary>What this process holds for one shop.</summary>
    private sealed class Held
    {
        private (string?, string?, string?) _of;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public volatile AccessToken? Token;

        public DateTimeOffset NotBefore { get; set; }

        public bool IsOf(ShopifyShopSettings shop) => _of == (shop.ClientId, shop.ClientSecret, shop.RefreshToken);

        public void Take(ShopifyShopSettings shop, AccessToken token) => (_of, Token, NotBefore) = ((shop.ClientId, shop.ClientSecret, shop.RefreshToken), token, default);

        public AccessToken? Usable(ShopifyShopSettings shop, AccessToken? refused, DateTimeOffset now) =>
            Token is { } token && IsOf(shop) && token.Value != refused?.Value && (token.IsFresh(now) || (now < NotBefore && token.Holds(now))) ? token : null;
    }
}
