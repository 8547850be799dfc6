using System.Net.Http.Headers;
using System.Text.Json;
using Delight.Platform.Resilience;
using Delight.Shopify.Door;
using Delight.Shopify.Wire;
using Polly;
using Polly.Timeout;

namespace Delight.Shopify.Tokens;

/// <summary>Asks a shop for an access token. A refresh token that was used and whose successor got lost may be used again, so that a
/// second try does no harm.</summary>
internal sealed class GrantDesk(AdminHttp http, ResilienceFactory resilience)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private readonly ResiliencePipeline _inTime = resilience.Pipeline("shop to access token", pipeline => pipeline.AddTimeout(Within));

    public Task<Answer<Grant>> ByCredentialsAsync(ShopifyShopSettings shop, CancellationToken cancellationToken) =>
        AskAsync(shop, new Dictionary<string, string> { ["grant_type"] = "client_credentials" }, cancellationToken);

    public Task<Answer<Grant>> ByRefreshTokenAsync(ShopifyShopSettings shop, string refreshToken, CancellationToken cancellationToken) =>
        AskAsync(shop, new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }, cancellationToken);

    private async Task<Answer<Grant>> AskAsync(ShopifyShopSettings shop, Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        form["client_id"] = shop.ClientId!;
        form["client_secret"] = shop.ClientSecret!;
        try
        {
            return await _inTime.ExecuteAsync(async ct => await PostAsync(shop, form, ct), cancellationToken);
        }
        catch (Exception failure) when (failure is NotSentException or HttpRequestException or TimeoutRejectedException)
        {
            var why = failure is TimeoutRejectedException ? $"no answer within {Within.TotalSeconds:0} s" : failure.Message;
            return new Failure(FailureKind.NotReached, $"{shop.Shop} cannot be asked for an access token: {why.TrimEnd('.')}.");
        }
    }

    private async Task<Answer<Grant>> PostAsync(ShopifyShopSettings shop, Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(shop.Address, "/admin/oauth/access_token")) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await http.SendAsync(request, cancellationToken);
        var grant = Read(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return (int)answer.StatusCode switch
        {
            200 when !string.IsNullOrEmpty(grant?.AccessToken) => grant,
            429 or >= 500 => new Failure(FailureKind.NotReached, $"{shop.Shop} answered {(int)answer.StatusCode} when asked for an access token."),
            var status => new Failure(FailureKind.Refused, $"{shop.Shop} gives no access token ({status}{Named(grant)}). {WhatToDo(shop, form["grant_type"])}"),
        };
    }

    private static string WhatToDo(ShopifyShopSettings shop, string by) => by == "refresh_token"
        ? $"Install the app in {shop.Shop} again, and set the new RefreshToken in Delight:Shopify:Shops."
        : "Correct ClientId and ClientSecret in Delight:Shopify:Shops, and see that the app is installed in the shop.";

    /// <summary>A word such as <c>invalid_grant</c>; nothing else, since it might repeat what it was sent.</summary>
    private static string Named(Grant? grant) => grant?.Error is { Length: > 0 and < 40 } error && error.All(c => char.IsAsciiLetterLower(c) || c == '_') ? " " + error : "";

    private static Grant? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, GrantJson.Default.Grant);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
