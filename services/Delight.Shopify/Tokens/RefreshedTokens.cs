using Delight.Platform.Store;
using Delight.Shopify.Door;

namespace Delight.Shopify.Tokens;

/// <summary>Access tokens of an hour, each bought with a refresh token that serves once. One process of the installation renews at a time, and the others take what it got.</summary>
internal sealed class RefreshedTokens(KeptTokens kept, GrantDesk desk, IStore store, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="refused">One that the shop takes no more, however long it had.</param>
    public async Task<Answer<AccessToken>> GetAsync(ShopifyShopSettings shop, AccessToken? refused, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var known = await kept.ReadAsync(shop, cancellationToken);
                if (known.Access is { } access && access.IsFresh(time.GetUtcNow()) && access.Value != refused?.Value)
                {
                    return access;
                }

                if (await kept.ClaimAsync(shop, cancellationToken))
                {
                    return await RenewAsync(shop, refused, cancellationToken);
                }

                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        catch (Exception failure) when (store.IsTransient(failure))
        {
            return new Failure(FailureKind.NotReached, $"The access token for {shop.Shop} is in the store, which cannot be asked: {store.Explain(failure)}");
        }
    }

    private async Task<Answer<AccessToken>> RenewAsync(ShopifyShopSettings shop, AccessToken? refused, CancellationToken cancellationToken)
    {
        var done = false;
        try
        {
            var known = await kept.ReadAsync(shop, cancellationToken); // Another may have renewed it between our looking and our claim.
            if (known.Access is { } access && access.IsFresh(time.GetUtcNow()) && access.Value != refused?.Value)
            {
                return access;
            }

            var granted = await desk.ByRefreshTokenAsync(shop, known.RefreshToken, cancellationToken);
            if (!granted.IsUsable)
            {
                return granted.Failure;
            }

            var token = granted.Value.Token(time.GetUtcNow());
            await kept.KeepAsync(shop, granted.Value.RefreshToken ?? known.RefreshToken, token);
            done = true;
            return token;
        }
        finally
        {
            if (!done)
            {
                await kept.LetGoAsync(shop);
            }
        }
    }
}
