using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Delight.FakeShops;

/// <summary>Who may ask. The token of the settings never ends; those by client credentials last 24 hours, those by refresh one hour. A refresh token
/// that served may serve again until its successor does, for 30 days at most (the platform's changelog of 2026-08-28).</summary>
public sealed class Tokens
{
    private static readonly TimeSpan OfClient = TimeSpan.FromHours(24);
    private static readonly TimeSpan OfRefresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan Refreshable = TimeSpan.FromDays(90);
    private static readonly TimeSpan UsableAgain = TimeSpan.FromDays(30);

    private readonly FakeShopOptions options;
    private readonly ConcurrentDictionary<string, DateTimeOffset> accepted = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Refreshing> refresh = new(StringComparer.Ordinal);

    internal Tokens(FakeShopOptions options) => this.options = options;

    /// <summary>How often a token was given out.</summary>
    public int Issued { get; private set; }

    /// <summary>What an app has after its installation: with it, it asks for tokens of an hour.</summary>
    public string NewRefreshToken() => NewRefreshToken(null);

    /// <summary>As when the app is taken out of the shop: no refresh token serves any more.</summary>
    public void Revoke()
    {
        lock (gate)
            refresh.Clear();
    }

    /// <summary>Every token but the settings' is worth nothing from now on.</summary>
    public void ExpireAll() => accepted.Clear();

    internal bool Accepts(string? token) =>
        token is not null && (token == options.Token || (accepted.TryGetValue(token, out var until) && options.Time.GetUtcNow() < until));

    internal (int Status, object Answer) Grant(Func<string, string?> given)
    {
        if (given("client_id") != options.ClientId || given("client_secret") != options.ClientSecret)
            return Refused(StatusCodes.Status401Unauthorized, "invalid_client", "The client id or the client secret is wrong.");

        return given("grant_type") switch
        {
            "client_credentials" => (StatusCodes.Status200OK, new { access_token = New(OfClient), scope = Granted, expires_in = (int)OfClient.TotalSeconds - 1 }),
            "refresh_token" when given("refresh_token") is { } old && Serve(old) is { } next => (StatusCodes.Status200OK, new
            {
                access_token = New(OfRefresh), scope = Granted, expires_in = (int)OfRefresh.TotalSeconds, refresh_token = next, refresh_token_expires_in = (int)Refreshable.TotalSeconds,
            }),
            "refresh_token" => Refused(StatusCodes.Status400BadRequest, "invalid_grant", "The refresh token is unknown, used or expired."),
            _ => Refused(StatusCodes.Status400BadRequest, "unsupported_grant_type", "The grant type is not supported."),
        };
    }

    /// <returns>The successor; nothing when the token is worth nothing.</returns>
    private string? Serve(string token)
    {
        lock (gate)
        {
            if (!refresh.TryGetValue(token, out var it) || options.Time.GetUtcNow() >= it.Until)
                return null;
            if (it.Before is not null)
                refresh.Remove(it.Before); // Its successor is in use.
            var again = options.Time.GetUtcNow() + UsableAgain;
            refresh[token] = it with { Served = true, Until = it.Served || it.Until < again ? it.Until : again };
            return NewRefreshToken(token);
        }
    }

    private string NewRefreshToken(string? before)
    {
        var token = Random("shprt_");
        lock (gate)
            refresh[token] = new(options.Time.GetUtcNow() + Refreshable, before, Served: false);
        return token;
    }

    private string Granted => string.Join(',', options.Scopes.Order(StringComparer.Ordinal));

    private string New(TimeSpan lasting)
    {
        var token = Random("shpat_");
        accepted[token] = options.Time.GetUtcNow() + lasting;
        Issued++;
        return token;
    }

    private static (int, object) Refused(int status, string error, string sentence) => (status, new { error, error_description = sentence });

    /// <param name="Before">The one that it was given for.</param>
    private sealed record Refreshing(DateTimeOffset Until, string? Before, bool Served);

    private static string Random(string start) => start + RandomNumberGenerator.GetHexString(32, lowercase: true);
}
