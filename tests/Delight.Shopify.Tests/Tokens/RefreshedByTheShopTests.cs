using Delight.FakeShops;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Resilience;
using Delight.Shopify.Door;
using Delight.Shopify.Tokens;
using Delight.Shopify.Wire;

namespace Delight.Shopify.Tests.Tokens;

/// <summary>Tokens of an hour from a shop that gives them as the platform does: the old refresh token serves again until its successor has.</summary>
internal sealed class RefreshedByTheShopTests(StoreKind kind) : OnEachStore(kind, typeof(ShopifyModule))
{
    private readonly StandingClock _clock = new();
    private readonly Logbook<KeptTokens> _log = new();
    private readonly AdminHttp _client = new();
    private FakeShop _shop = null!;
    private ShopifyShopSettings _settings = null!;

    [SetUp]
    public async Task Open()
    {
        Repository.Shared("data/shopify/admin-2026-01.schema.graphql");
        _shop = await FakeShop.StartAsync(new FakeShopOptions { Time = _clock, Token = null });
        _settings = new ShopifyShopSettings
        {
            Shop = _shop.Options.Domain, AdminUrl = _shop.Address.ToString(), ClientId = _shop.Options.ClientId, ClientSecret = _shop.Options.ClientSecret, RefreshToken = _shop.Tokens.NewRefreshToken(),
        };
    }

    [TearDown]
    public async Task Close()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
    }

    [OneTimeTearDown]
    public void End() => _client.Dispose();

    [Test]
    public async Task A_token_is_renewed_before_its_end_again_and_again()
    {
        var tokens = new HashSet<string>();
        for (var renewals = 0; renewals < 4; renewals++)
        {
            tokens.Add(await GetAsync());
            _clock.Advance(TimeSpan.FromMinutes(54));
            tokens.Add(await GetAsync());
            _clock.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.That((tokens.Count, _shop.Tokens.Issued), Is.EqualTo((4, 4)));
    }

    [Test]
    public async Task Of_two_processes_at_once_one_asks_the_shop()
    {
        Task<string>[] both = [GetAsync(), GetAsync()];
        await Task.WhenAny(both); // The clock stands while the shop is asked.
        while (!both.All(p => p.IsCompleted))
        {
            await Task.WhenAny(Task.WhenAll(both), _clock.SomebodyWaitsAsync());
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(await both[0], Is.EqualTo(await both[1]));
        Assert.That(_shop.Tokens.Issued, Is.EqualTo(1));
    }

    [Test]
    public async Task Who_died_after_the_shop_gave_the_next_one_and_before_it_was_kept_costs_nothing()
    {
        await GetAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        var kept = await Kept().ReadAsync(_settings, CancellationToken.None);
        await Kept().ClaimAsync(_settings, CancellationToken.None);
        Assert.That((await Desk().ByRefreshTokenAsync(_settings, kept.RefreshToken, CancellationToken.None)).IsUsable, "and there the process ends");

        _clock.Advance(TimeSpan.FromMinutes(1));
        await GetAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        await GetAsync();

        Assert.That(_shop.Tokens.Issued, Is.EqualTo(4));
    }

    [Test]
    public async Task An_answer_that_got_lost_is_asked_for_again()
    {
        _shop.Faults.Add(FaultKind.CutAfter, operation: "access_token");

        Assert.That((await Process().GetAsync(_settings, null, CancellationToken.None)).Failure!.Kind, Is.EqualTo(FailureKind.NotReached));
        await GetAsync();
        Assert.That(_shop.Tokens.Issued, Is.EqualTo(2));
    }

    [Test]
    public async Task Where_no_refresh_token_serves_any_more_it_is_said_what_to_do()
    {
        await GetAsync();
        _shop.Tokens.Revoke();
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.That((await Process().GetAsync(_settings, null, CancellationToken.None)).Failure, Is.EqualTo(new Failure(FailureKind.Refused,
            $"{_shop.Options.Domain} gives no access token (400 invalid_grant). Install the app in {_shop.Options.Domain} again, and set the new RefreshToken in Delight:Shopify:Shops.")));
    }

    private KeptTokens Kept() => new(Store, _clock, _log);

    private GrantDesk Desk() => new(_client, new ResilienceFactory(_clock));

    private RefreshedTokens Process() => new(Kept(), Desk(), Store, _clock);

    private async Task<string> GetAsync()
    {
        var token = await Process().GetAsync(_settings, null, CancellationToken.None);
        Assert.That(token.Failure, Is.Null);
        return token.Value!.Value;
    }
}
