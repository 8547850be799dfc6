using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Delight.FakeShops.Tests;

/// <summary>Who may ask, and for how long.</summary>
internal sealed class TokenTests
{
    private readonly MovingClock clock = new();
    private OpenShop app = null!;

    [SetUp]
    public async Task Open() => app = await OpenShop.StartAsync(new() { Token = null, Time = clock });

    [TearDown]
    public async Task Close()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    [Test]
    public async Task Client_credentials_give_a_token_for_24_hours()
    {
        var (status, granted) = await GrantAsync(new() { ["grant_type"] = "client_credentials" });
        Assert.That((status, granted.GetProperty("expires_in").GetInt32()), Is.EqualTo((HttpStatusCode.OK, 86_399)));
        var token = granted.GetProperty("access_token").GetString();
        Assert.That(await StatusAsync(token), Is.EqualTo(HttpStatusCode.OK));
        clock.Move(TimeSpan.FromHours(25));
        Assert.That(await StatusAsync(token), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_refresh_token_gives_a_token_for_an_hour_and_the_next_refresh_token()
    {
        var refresh = app.Shop.Tokens.NewRefreshToken();
        var (_, granted) = await GrantAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refresh });
        Assert.That(granted.GetProperty("expires_in").GetInt32(), Is.EqualTo(3600));
        Assert.That(granted.GetProperty("refresh_token").GetString(), Is.Not.EqualTo(refresh));
        var next = granted.GetProperty("refresh_token").GetString()!;
        Assert.That(await RefreshedAsync(refresh), Is.EqualTo(HttpStatusCode.OK), "its successor has not served yet");
        Assert.That(await RefreshedAsync(next), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await RefreshedAsync(refresh), Is.EqualTo(HttpStatusCode.BadRequest), "its successor has served");
    }

    [TestCase(29, HttpStatusCode.OK)]
    [TestCase(31, HttpStatusCode.BadRequest)]
    public async Task A_refresh_token_that_served_serves_again_for_thirty_days(int days, HttpStatusCode status)
    {
        var refresh = app.Shop.Tokens.NewRefreshToken();
        await RefreshedAsync(refresh);
        clock.Move(TimeSpan.FromDays(days));

        Assert.That(await RefreshedAsync(refresh), Is.EqualTo(status));
    }

    [Test]
    public async Task A_wrong_secret_gives_nothing()
    {
        var (status, _) = await GrantAsync(new() { ["grant_type"] = "client_credentials", ["client_secret"] = "other" });
        Assert.That(status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private async Task<HttpStatusCode> RefreshedAsync(string refresh) => (await GrantAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refresh })).Item1;

    private async Task<HttpStatusCode> StatusAsync(string? token)
    {
        using var answer = await app.PostAsync("{ shop { name } }", token: token);
        return answer.StatusCode;
    }

    private async Task<(HttpStatusCode, JsonElement)> GrantAsync(Dictionary<string, string> form)
    {
        form.TryAdd("client_id", app.Shop.Options.ClientId);
        form.TryAdd("client_secret", app.Shop.Options.ClientSecret);
        using var content = new FormUrlEncodedContent(form);
        using var answer = await app.Client.PostAsync(new Uri(app.Shop.Address, "admin/oauth/access_token"), content);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private sealed class MovingClock : TimeProvider
    {
        private TimeSpan ahead;

        public void Move(TimeSpan by) => ahead += by;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
