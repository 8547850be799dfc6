using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Delight.Dashboard.SignIn;

/// <summary>An OpenID provider through the framework's own OAuth handler: authorization code, PKCE, and who it is from the provider's user
/// information. Source: OpenID Connect Core 1.0, sections 3.1 and 5.3; RFC 7636.</summary>
internal static class OpenId
{
    public const string Scheme = "Delight.OpenId";
    public const string CallbackPath = "/sign-in/openid";

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
            failed.Response.Redirect($"{SignInPages.Address}?why={Uri.EscapeDataString("The sign-in there did not work: " + (failed.Failure?.Message ?? "no reason was given."))}");
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
        var name = Values(who, provider.NameClaim).FirstOrDefault() ?? Values(who, "sub").FirstOrDefault() ?? "";
        string[] roles = [.. Values(who, provider.RolesClaim).Intersect(PageRole.All)];
        if (name.Length == 0 || roles.Length == 0)
        {
            throw new AuthenticationFailureException($"the provider knows no role of yours here. Ask whoever looks after it for one of {string.Join(", ", PageRole.All)}.");
        }

        string[] shops = provider.ShopsClaim.Length == 0 ? [] : [.. Values(who, provider.ShopsClaim).Select(s => s.ToLowerInvariant())];
        if (shops.Length == 0 && provider.ShopsClaim.Length > 0)
        {
            throw new AuthenticationFailureException("the provider names no shop of yours. Ask whoever looks after it for one.");
        }

        context.Principal = context.HttpContext.RequestServices.GetRequiredService<Session>().Of(name, roles, shops);
    }

    /// <summary>A claim is a text, several in a list, or several with spaces between.</summary>
    private static IEnumerable<string> Values(JsonElement who, string claim) => !who.TryGetProperty(claim, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(v => v.ToString())
        : claim is "email" or "name" or "sub" ? [value.ToString()]
        : value.ToString().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
}
