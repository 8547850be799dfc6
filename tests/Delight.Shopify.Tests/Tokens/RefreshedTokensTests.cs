using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Resilience;
using Delight.Shopify.Door;
using Delight.Shopify.Tests.Pretend;
using Delight.Shopify.Tokens;
using Delight.Shopify.Wire;

namespace Delight.Shopify.Tests.Tokens;

/// <summary>A public app's token of an hour, bought with a refresh token that serves once: its successor must not get lost.</summary>
internal sealed class RefreshedTokensTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private const string Secret = Written.Mark + "-client-secret";
    private const string Begun = Written.Mark + "-refresh-0";
    private const int Hour = 3600;
    private readonly StandingClock _clock = new();
    private readonly Logbook<KeptTokens> _log = new();
    private PretendShopHttp _http = null!;
    private AdminHttp _client = null!;

    [SetUp]
    public void Open()
    {
        _http = new PretendShopHttp();
        _client = new AdminHttp(_http);
    }

    [TearDown]
    public void Close()
    {
        _client.Dispose();
        _http.Dispose();
        Assert.That(_log.Whole, Has.None.Contains(Written.Mark));
    }

    [Test]
    public async Task Each_refresh_token_serves_once_also_after_a_restart()
    {
        _http.Grants(Access(1), Hour, Refresh(1)).Grants(Access(2), Hour, Refresh(2));
        Assert.That(await GetAsync(Process()), Is.EqualTo(Access(1)));

        _clock.Advance(TimeSpan.FromMinutes(56));
        Assert.That(await GetAsync(Process()), Is.EqualTo(Access(2)));

        Assert.That(_http.Asked[0].Body.Split('&'), Is.EquivalentTo(new[] { "grant_type=refresh_token", "client_id=an-id", "client_secret=" + Secret, "refresh_token=" + Begun }));
        Assert.That(_http.Asked[1].Body, Does.Contain("refresh_token=" + Refresh(1)));
    }

    [Test]
    public async Task Another_process_takes_what_one_has_bought()
    {
        _http.Grants(Access(1), Hour, Refresh(1));

        var one = await GetAsync(Process());
        Assert.That(await GetAsync(Process()), Is.EqualTo(one));
        Assert.That(_http.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Of_two_processes_at_once_one_buys()
    {
        _http.Grants(Access(1), Hour, Refresh(1));
        _http.Holds = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var one = GetAsync(Process());
        await Limit.UntilAsync(() => _http.Asked.Count == 1, "the first asks");
        var other = GetAsync(Process());
        await _clock.SomebodyWaitsAsync();
        _http.Holds.SetResult();
        await one;
        while (!other.IsCompleted)
        {
            await Task.WhenAny(other, _clock.SomebodyWaitsAsync());
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(await other, Is.EqualTo(Access(1)));
        Assert.That(_http.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_process_that_died_while_it_bought_holds_nobody_up_for_long()
    {
        await new KeptTokens(Store, _clock, _log).ClaimAsync(Settings(), CancellationToken.None);
        _http.Grants(Access(1), Hour, Refresh(1));
        _clock.Advance(TimeSpan.FromSeconds(41));

        Assert.That(await GetAsync(Process()), Is.EqualTo(Access(1)));
        Assert.That(_http.Asked[0].Body, Does.Contain("refresh_token=" + Begun), "the platform takes the old one again, where the new one got lost");
    }

    [Test]
    public async Task What_could_not_be_bought_can_be_tried_again_at_once()
    {
        _http.Says(503, "").Grants(Access(1), Hour, Refresh(1));
        var process = Process();

        Assert.That((await process.GetAsync(Settings(), null, CancellationToken.None)).Failure!.Kind, Is.EqualTo(FailureKind.NotReached));
        Assert.That(await GetAsync(process), Is.EqualTo(Access(1)));
    }

    [Test]
    public async Task A_token_that_the_shop_takes_no_more_is_replaced_however_long_it_had()
    {
        _http.Grants(Access(1), Hour, Refresh(1)).Grants(Access(2), Hour, Refresh(2));
        var process = Process();
        var first = await process.GetAsync(Settings(), null, CancellationToken.None);

        Assert.That((await process.GetAsync(Settings(), first.Value, CancellationToken.None)).Value!.Value, Is.EqualTo(Access(2)));
    }

    [Test]
    public async Task Another_refresh_token_in_the_settings_begins_anew()
    {
        _http.Grants(Access(1), Hour, Refresh(1)).Grants(Access(9), Hour, Refresh(9)).Grants(Access(10), Hour, Refresh(10));
        await GetAsync(Process());

        Assert.That(await GetAsync(Process(), Settings(begun: Written.Mark + "-installed-again")), Is.EqualTo(Access(9)));
        Assert.That(_http.Asked[1].Body, Does.Contain("refresh_token=" + Written.Mark + "-installed-again"));
        _clock.Advance(TimeSpan.FromHours(2));
        await GetAsync(Process(), Settings(begun: Written.Mark + "-installed-again"));
        Assert.That(_http.Asked[2].Body, Does.Contain("refresh_token=" + Refresh(9)));
    }

    [Test]
    public async Task A_revoked_one_says_what_to_do()
    {
        _http.Says(400, """{"error":"invalid_grant"}""");

        Assert.That((await Process().GetAsync(Settings(), null, CancellationToken.None)).Failure, Is.EqualTo(new Failure(FailureKind.Refused,
            $"{Shop.Domain} gives no access token (400 invalid_grant). Install the app in {Shop.Domain} again, and set the new RefreshToken in Delight:Shopify:Shops.")));
    }

    [Test]
    public async Task The_store_alone_opens_no_shop()
    {
        _http.Grants(Access(1), Hour, Refresh(1)).Grants(Access(2), Hour, Refresh(2));
        await GetAsync(Process());

        var kept = await ReadAsync(s => s.QueryAsync<string>("select shop || begun_with || refresh_token || access_token from shopify_tokens"));
        Assert.That(kept.Single(), Does.Not.Contain(Written.Mark));
        Assert.That(await GetAsync(Process(), Settings(secret: Written.Mark + "-another-secret")), Is.EqualTo(Access(2)));
        Assert.That(_http.Asked[1].Body, Does.Contain("refresh_token=" + Begun));
        Assert.That(_log.Lines, Has.All.StartsWith($"The refresh token kept for {Shop.Domain} cannot be read any more"));
    }

    private static string Access(int number) => $"{Written.Mark}-access-{number}";

    private static string Refresh(int number) => $"{Written.Mark}-refresh-{number}";

    private static ShopifyShopSettings Settings(string begun = Begun, string secret = Secret) =>
        new() { Shop = Shop.Domain, ClientId = "an-id", ClientSecret = secret, RefreshToken = begun };

    private RefreshedTokens Process() => new(new KeptTokens(Store, _clock, _log), new GrantDesk(_client, new ResilienceFactory(_clock)), Store, _clock);

    private static async Task<string> GetAsync(RefreshedTokens process, ShopifyShopSettings? settings = null)
    {
        var token = await process.GetAsync(settings ?? Settings(), null, CancellationToken.None);
        Assert.That(token.Failure, Is.Null);
        return token.Value!.Value;
    }
}
