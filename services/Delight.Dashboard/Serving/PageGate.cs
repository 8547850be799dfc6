using System.Security.Claims;
using Delight.Dashboard.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Delight.Dashboard.Serving;

/// <summary>In front of every page: the headers that keep others out of it, and the way to the sign-in for whoever has not come by it.</summary>
internal static class PageGate
{
    /// <summary>Nothing from elsewhere, nothing inline, no frame around it.</summary>
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    private static readonly string[] NoPages = ["/api", "/webhooks", "/health", "/openapi"];
    private static readonly string[] Open = [SignInPages.Address, SignInPages.SignOut, "/assets", "/_framework"];

    public static void Use(IApplicationBuilder app)
    {
        // The provider sends people back to an address that its handler answers itself, whoever they were before.
        app.UseWhen(http => http.Request.Path.Equals(OpenId.CallbackPath, StringComparison.OrdinalIgnoreCase), back => back.UseAuthentication());
        app.UseWhen(http => !IsBelow(http.Request.Path, NoPages), pages => pages.Use(PassAsync));
    }

    private static async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.XFrameOptions = "DENY";

        var asksForPage = HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

        // Of the pages alone: a token of the API is nobody's session.
        http.User = (await http.AuthenticateAsync(Session.Scheme)).Principal ?? new ClaimsPrincipal(new ClaimsIdentity());
        var isKnown = http.User.Identity?.IsAuthenticated == true;
        if (http.GetEndpoint() is null && isKnown && asksForPage)
        {
            http.Response.Redirect("/not-found");
            return;
        }

        if (isKnown || http.GetEndpoint() is null || IsBelow(http.Request.Path, Open))
        {
            await next(http);
            return;
        }

        headers.CacheControl = "no-store";
        if (asksForPage)
        {
            http.Response.Redirect($"{SignInPages.Address}?to={Uri.EscapeDataString(http.Request.Path + http.Request.QueryString)}");
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
    }

    private static bool IsBelow(PathString path, string[] beginnings) => beginnings.Any(b => path.StartsWithSegments(b, StringComparison.OrdinalIgnoreCase));
}
