using System.Security.Claims;
using Delight.Dashboard.Serving;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Delight.Dashboard.SignIn;

/// <summary>Signing in and out. These pages are plain forms: a session begins and ends with an answer to a request, which a live page has none of.</summary>
internal static class SignInPages
{
    public const string Address = "/sign-in";
    public const string SignOut = "/sign-out";
    private const int MostBytes = 8 * 1024;
    private const string WrongPassword = "The name or the password is wrong.";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Address, (Delegate)((HttpContext http, string? to, string? why) => Form(http, to, Refusal.Sentence(why)))).AllowAnonymous().ExcludeFromDescription();
        Small(app.MapPost(Address, (Delegate)TakeSignInAsync)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(OneTimeLinks.Path + "{token}", AskOnceAsync).AllowAnonymous().ExcludeFromDescription();
        Small(app.MapPost(OneTimeLinks.Path + "{token}", ComeOnceAsync)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(Address + "/with-provider", AskProviderAsync).AllowAnonymous().ExcludeFromDescription();
        Small(app.MapPost(SignOut, (Delegate)SignOutAsync)).AllowAnonymous().ExcludeFromDescription();
    }

    public static Task SignInAsync(HttpContext http, ClaimsPrincipal somebody) => http.SignInAsync(Session.Scheme, somebody, new AuthenticationProperties { IsPersistent = true });

    /// <summary>An address within these pages, whatever somebody wrote there.</summary>
    public static string Local(string? to) =>
        to is ['/', ..] && !to.StartsWith("//", StringComparison.Ordinal) && !to.StartsWith("/\\", StringComparison.Ordinal) && to.All(c => c is > ' ' and < '\u007f') ? to : "/";

    /// <summary>Anybody may post here, and a name and a password are no novel.</summary>
    private static RouteHandlerBuilder Small(RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new RequestSizeLimitAttribute(MostBytes));

    private static RazorComponentResult<Pages.SignInPage> Form(HttpContext http, string? to, string? why, string? name = null, int status = StatusCodes.Status200OK, string? once = null) =>
        new(new Dictionary<string, object?> { ["To"] = Local(to), ["Why"] = why, ["Name"] = name, ["Once"] = once, ["Http"] = http }) { StatusCode = status };

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<Pages.SignInPage>>> TakeSignInAsync(
        HttpContext http, [FromForm] string? name, [FromForm] string? password, [FromForm] string? to,
        IOptionsMonitor<SignInSettings> settings, Session session, FailedSignIns failed, PasswordDesk desk, ILogger<Session> log, CancellationToken cancellationToken)
    {
        name = name?.Trim() ?? "";
        if (name.Length is 0 or > User.LongestName)
        {
            return Form(http, to, WrongPassword, status: StatusCodes.Status401Unauthorized); // Nobody is called so, and nothing is kept of it.
        }

        var user = settings.CurrentValue.Known().FirstOrDefault(u => string.Equals(u.Name, name, StringComparison.OrdinalIgnoreCase));
        var attempt = failed.IsLocked(name) ? new Attempt(null, false) : await desk.TakeAsync(() => Attempt.Make(failed, name, user, password ?? ""), cancellationToken);
        if (attempt is null)
        {
            Log.TooManyPasswords(log, Of(http));
            http.Response.Headers.RetryAfter = "5";
            return Form(http, to, "More people sign in at this moment than can be served. Wait some seconds, then try again.", name, StatusCodes.Status429TooManyRequests);
        }

        if (attempt.Count is not { } count)
        {
            return Form(http, to, $"There were {FailedSignIns.Most} wrong passwords for this name. Wait {FailedSignIns.Lockout.TotalMinutes:0} minutes, then try again.", name, StatusCodes.Status429TooManyRequests);
        }

        if (user is null || !attempt.IsRight)
        {
            Log.WrongPassword(log, Of(http), count);
            return Form(http, to, WrongPassword, name, StatusCodes.Status401Unauthorized);
        }

        failed.Forget(name);
        await SignInAsync(http, session.Of(user));
        return TypedResults.LocalRedirect(Local(to));
    }

    private static async Task<RazorComponentResult<Pages.SignInPage>> AskOnceAsync(HttpContext http, string token, OneTimeLinks links, IOptionsMonitor<SignInSettings> settings, CancellationToken cancellationToken) =>
        !settings.CurrentValue.LetsSomebodyIn && await links.IsGoodAsync(token, cancellationToken) ? Form(http, null, null, once: OneTimeLinks.Path + token) : NotOnce(http, settings.CurrentValue);

    private static async Task<Results<RedirectHttpResult, BadRequest, RazorComponentResult<Pages.SignInPage>>> ComeOnceAsync(
        HttpContext http, string token, OneTimeLinks links, Session session, IAntiforgery antiforgery, IOptionsMonitor<SignInSettings> settings, CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return TypedResults.BadRequest();
        }

        if (settings.CurrentValue.LetsSomebodyIn || !await links.UseAsync(token, cancellationToken))
        {
            return NotOnce(http, settings.CurrentValue);
        }

        await SignInAsync(http, session.OfOneTimeLink());
        return TypedResults.LocalRedirect("/");
    }

    private static RazorComponentResult<Pages.SignInPage> NotOnce(HttpContext http, SignInSettings settings) => Form(http, null, settings.LetsSomebodyIn
        ? "Links of the log let nobody in any more, since people or a provider are configured. Sign in as one of them."
        : "This link was used already, or is older than an hour. The log shows a new one after a restart.", status: StatusCodes.Status401Unauthorized);

    /// <summary>A provider that the settings name since the process was started is known after a restart.</summary>
    private static async Task<Results<ChallengeHttpResult, RazorComponentResult<Pages.SignInPage>>> AskProviderAsync(
        HttpContext http, string? to, IAuthenticationSchemeProvider schemes, IOptionsMonitor<SignInSettings> settings) =>
        settings.CurrentValue.OpenId.IsOn && await schemes.GetSchemeAsync(OpenId.Scheme) is not null
            ? TypedResults.Challenge(new AuthenticationProperties { RedirectUri = Local(to) }, [OpenId.Scheme])
            : Form(http, to, Refusal.Sentence(Refusal.NoProvider), status: StatusCodes.Status404NotFound);

    private static async Task<Results<RedirectHttpResult, BadRequest>> SignOutAsync(HttpContext http, IAntiforgery antiforgery, Session session)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return TypedResults.BadRequest();
        }

        var isEverywhere = await session.EndAsync(http.User);
        await http.SignOutAsync(Session.Scheme);
        return TypedResults.LocalRedirect(isEverywhere ? Address : $"{Address}?why={Refusal.SignedOutHere}");
    }

    private static string Of(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    /// <param name="Count">Which one of this name it was; nothing when the name is locked, and its password was not looked at.</param>
    private sealed record Attempt(int? Count, bool IsRight)
    {
        public static Attempt Make(FailedSignIns failed, string name, User? user, string password) =>
            failed.Count(name, isKnown: user is not null) is { } count ? new(count, (user ?? User.Nobody).HasPassword(password)) : new(null, false);
    }
}
