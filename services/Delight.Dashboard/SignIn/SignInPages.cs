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
    private const string WrongPassword = "The name or the password is wrong.";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Address, (Delegate)((HttpContext http, string? to, string? why) => Form(http, to, why))).AllowAnonymous().ExcludeFromDescription();
        app.MapPost(Address, (Delegate)TakeSignInAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(OneTimeLinks.Path + "{token}", ComeOnceAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(Address + "/with-provider", (string? to) => TypedResults.Challenge(new AuthenticationProperties { RedirectUri = Local(to) }, [OpenId.Scheme])).AllowAnonymous().ExcludeFromDescription();
        app.MapPost(SignOut, (Delegate)SignOutAsync).AllowAnonymous().ExcludeFromDescription();
    }

    public static Task SignInAsync(HttpContext http, ClaimsPrincipal somebody) => http.SignInAsync(Session.Scheme, somebody, new AuthenticationProperties { IsPersistent = true });

    /// <summary>An address within these pages, whatever somebody wrote there.</summary>
    public static string Local(string? to) =>
        to is ['/', ..] && !to.StartsWith("//", StringComparison.Ordinal) && !to.StartsWith("/\\", StringComparison.Ordinal) && !to.Any(char.IsControl) ? to : "/";

    private static RazorComponentResult<Pages.SignInPage> Form(HttpContext http, string? to, string? why, string? name = null, int status = StatusCodes.Status200OK) =>
        new(new Dictionary<string, object?> { ["To"] = Local(to), ["Why"] = why, ["Name"] = name, ["Http"] = http }) { StatusCode = status };

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<Pages.SignInPage>>> TakeSignInAsync(
        HttpContext http, [FromForm] string? name, [FromForm] string? password, [FromForm] string? to,
        IOptionsMonitor<SignInSettings> settings, Session session, FailedSignIns failed, ILogger<Session> log)
    {
        name = name?.Trim() ?? "";
        if (failed.IsLocked(name))
        {
            return Form(http, to, $"There were {FailedSignIns.Most} wrong passwords for this name. Wait {FailedSignIns.Lockout.TotalMinutes:0} minutes, then try again.", name, StatusCodes.Status429TooManyRequests);
        }

        var user = settings.CurrentValue.Known().FirstOrDefault(u => string.Equals(u.Name, name, StringComparison.OrdinalIgnoreCase));
        if (!(user ?? User.Nobody).HasPassword(password ?? "") || user is null)
        {
            Log.WrongPassword(log, http.Connection.RemoteIpAddress?.ToString() ?? "unknown", failed.Count(name));
            return Form(http, to, WrongPassword, name, StatusCodes.Status401Unauthorized);
        }

        failed.Forget(name);
        await SignInAsync(http, session.Of(user));
        return TypedResults.LocalRedirect(Local(to));
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<Pages.SignInPage>>> ComeOnceAsync(HttpContext http, string token, OneTimeLinks links, Session session)
    {
        if (!links.Use(token))
        {
            return Form(http, null, "This link was used already, is older than an hour, or was replaced by a newer one. The log shows a new one after a restart.", status: StatusCodes.Status401Unauthorized);
        }

        await SignInAsync(http, session.Of(OneTimeLinks.Name, [PageRole.Operator], []));
        return TypedResults.LocalRedirect("/");
    }

    private static async Task<Results<RedirectHttpResult, BadRequest>> SignOutAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return TypedResults.BadRequest();
        }

        await http.SignOutAsync(Session.Scheme);
        return TypedResults.LocalRedirect(Address);
    }
}
