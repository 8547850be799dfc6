using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Delight.Platform.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Delight.Dashboard.SignIn;

/// <summary>An OpenID provider through the framework's own OAuth handler: authorization code, PKCE, and who it is from the provider's user
/// information. Source: OpenID Connect Core 1.0, sections 3.1 and 5.3; RFC 7636.</summary>
internal static class OpenId
{
    public const string Scheme = "Delight.OpenId";
    public const string CallbackPath = "/sign-in/openid";

    /// <summary>Before the name that the provider gives. No user of the settings has a colon in theirs, and nobody is taken for another.</summary>
    public const string NamePrefix = "openid: ";

    public static void Add(AuthenticationBuilder authentication, OpenIdSettings provider) => authentication.AddOAuth(Scheme, options =>
    {
        options.SignInScheme = Session.Scheme;
        options.CallbackPath = CallbackPath;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.AuthorizationEndpoint = provider.AuthorizationEndpoint;
        options.TokenEndpoint = provider.TokenEndpoint;
        options.UserInformationEndpoint = provider.UserInformationEndpoint;
        options.UsePkce = true;
        options.Scope.Add("openid");
        foreach (var scope in provider.Scopes)
        {
            options.Scope.Add(scope);
        }

        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.Events.OnCreatingTicket = context => FindOutAsync(context, provider);
        options.Events.OnRemoteFailure = failed =>
        {
            if (failed.Failure is not NotLetInException)
            {
                Log.ProviderFailed(failed.HttpContext.RequestServices.GetRequiredService<ILogger<Session>>(), failed.Failure?.Message ?? "It gave no reason.");
            }

            failed.Response.Redirect($"{SignInPages.Address}?why={(failed.Failure as NotLetInException)?.Code ?? Refusal.ProviderFailed}");
            failed.HandleResponse();
            return Task.CompletedTask;
        };
    });

    private static async Task FindOutAsync(OAuthCreatingTicketContext context, OpenIdSettings provider)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        using var answer = await context.Backchannel.SendAsync(request, context.HttpContext.RequestAborted);
        answer.EnsureSuccessStatusCode();
        var who = await answer.Content.ReadFromJsonAsync<JsonElement>(context.HttpContext.RequestAborted);
        var name = NameIn(who, provider);
        string[] roles = [.. Values(who, provider.RolesClaim).Intersect(PageRole.All)];
        if (roles.Length == 0)
        {
            throw new NotLetInException(Refusal.NoRole);
        }

        string[] shops = provider.ShopsClaim.Length == 0 ? [] : [.. Values(who, provider.ShopsClaim).Select(s => s.ToLowerInvariant())];
        if (shops.Length == 0 && provider.ShopsClaim.Length > 0)
        {
            throw new NotLetInException(Refusal.NoShop);
        }

        context.Principal = context.HttpContext.RequestServices.GetRequiredService<Session>().Of(provider, name, roles, shops);
    }

    /// <summary>One text, which the record and the pages can show as it is.</summary>
    private static string NameIn(JsonElement who, OpenIdSettings provider)
    {
        if (provider.NameClaim == "email" && who.TryGetProperty("email", out _) && who.TryGetProperty("email_verified", out var verified)
            && (verified.ValueKind == JsonValueKind.False || (verified.ValueKind == JsonValueKind.String && !string.Equals(verified.GetString(), "true", StringComparison.OrdinalIgnoreCase))))
        {
            throw new NotLetInException(Refusal.Unconfirmed);
        }

        var name = (who.TryGetProperty(provider.NameClaim, out var named) || who.TryGetProperty("sub", out named)) && named.ValueKind == JsonValueKind.String ? named.GetString()!.Trim() : "";
        return name.Length is 0 or > User.LongestName || name.Any(Invisible.Is) ? throw new NotLetInException(Refusal.NoName) : name;
    }

    /// <summary>Such a claim is several in a list, or in a text with spaces or commas between.</summary>
    private static IEnumerable<string> Values(JsonElement who, string claim) => !who.TryGetProperty(claim, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(v => v.ToString())
        : value.ToString().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
}
