using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Platform.Access;

/// <summary><c>Authorization: Bearer …</c>, compared in constant time.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, IOptionsMonitor<ApiSettings> settings, FailedAttempts attempts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public new const string Scheme = "Bearer";
    private const string Prefix = Scheme + " ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var given = ApiToken.Hash(header[Prefix.Length..].Trim());
        ApiToken? match = null;
        foreach (var token in settings.CurrentValue.Known())
        {
            match = token.Is(given) ? token : match;
        }

        return Task.FromResult(match is not null
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(match.ToIdentity(Scheme)), Scheme))
            : AuthenticateResult.Fail("The token is not known."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (attempts.Count(Context.Connection.RemoteIpAddress?.ToString() ?? "unknown"))
        {
            Response.Headers.RetryAfter = "60";
            return AnswerAsync($"More than {FailedAttempts.MostPerMinute} calls without a known token within a minute. Wait a minute.", StatusCodes.Status429TooManyRequests);
        }

        Response.Headers.WWWAuthenticate = Scheme;
        return AnswerAsync(
            settings.CurrentValue.Tokens.Count == 0
                ? "No token is configured, so nobody may call the API. Set Delight:Api:Tokens:0."
                : "A valid token is needed: send the header Authorization: Bearer …",
            StatusCodes.Status401Unauthorized);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        AnswerAsync($"This token's scopes do not allow that. {Lacks()}".TrimEnd(), StatusCodes.Status403Forbidden);

    /// <returns>A sentence; nothing when it is not the scope.</returns>
    private string? Lacks() => Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).OfType<string>().LastOrDefault() is { } needed
        ? $"It needs the scope {string.Join(" or ", Scope.ThatAllow(needed))}; the token has {Listed(Context.User.FindAll(Caller.ScopeClaim).Select(c => c.Value))}." : null;

    private static string Listed(IEnumerable<string> scopes) => string.Join(" and ", scopes) is { Length: > 0 } some ? some : "none";

    private Task AnswerAsync(string sentence, int status) => TypedResults.Problem(sentence, statusCode: status).ExecuteAsync(Context);
}
