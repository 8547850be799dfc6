using System.Net;
using System.Security.Cryptography;
using System.Text;
using Delight.SystemTests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Delight.Dashboard.Tests.Looking;

/// <summary>An OpenID provider that knows one person, insists on PKCE and signs them in without asking.</summary>
internal sealed class Provider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private string _challenge = "";

    private Provider(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>What the provider says of the person, as a claim of roles.</summary>
    public string[] Roles { get; set; } = [];

    public string Email { get; set; } = "ada@example.com";

    /// <summary>Whether the provider knows that the address is the person's; nothing where it does not say.</summary>
    public bool? Verified { get; set; }

    public static async Task<Provider> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Logging.ClearProviders();
        var address = new Uri($"http://127.0.0.1:{HostProcess.FreePort()}");
        var app = builder.Build();
        var provider = new Provider(app, address);
        app.Urls.Add(address.ToString());
        app.Run(provider.AnswerAsync);
        await app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        switch (http.Request.Path.Value)
        {
            case "/authorize" when http.Request.Query["code_challenge_method"] == "S256":
                _challenge = http.Request.Query["code_challenge"].ToString();
                http.Response.Redirect(QueryHelpers.AddQueryString(http.Request.Query["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = "a-code", ["state"] = http.Request.Query["state"] }));
                break;
            case "/token":
                var form = await http.Request.ReadFormAsync();
                var isRight = form["code"] == "a-code" && WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == _challenge;
                http.Response.StatusCode = (int)(isRight ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
                await http.Response.WriteAsJsonAsync(isRight ? (object)new { access_token = "a-token", token_type = "Bearer" } : new { error = "invalid_grant" });
                break;
            case "/userinfo" when http.Request.Headers.Authorization == "Bearer a-token":
                await http.Response.WriteAsJsonAsync(Verified is { } verified ? (object)new { sub = "17", email = Email, email_verified = verified, roles = Roles } : new { sub = "17", email = Email, roles = Roles });
                break;
            default:
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
                break;
        }
    }
}
