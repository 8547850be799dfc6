using Delight.ObjectMother;
using Delight.Platform.Resilience;
using Delight.Shopify.Door;
using Delight.Shopify.Pace;
using Delight.Shopify.Tokens;
using Delight.Shopify.Wire;

namespace Delight.Shopify.Tests.Pretend;

/// <summary>The door to one shop with everything behind it that a test wants to be real.</summary>
internal sealed class Doors : IDisposable
{
    public const string Token = Written.Mark + "-admin-token";
    private readonly AdminHttp _http;
    private readonly Paces _paces;
    private readonly AccessTokens _tokens;

    public Doors(IAdminWire wire, ShopifyShopSettings? shop = null, HttpMessageHandler? http = null)
    {
        Settings = new InForce<ShopifySettings>(new ShopifySettings { Shops = [shop ?? ByToken()] });
        var resilience = new ResilienceFactory(Clock);
        _http = new AdminHttp(http ?? new HttpClientHandler());
        _paces = new Paces(Clock);
        _tokens = new AccessTokens(new GrantDesk(_http, resilience), null!, Clock, Log);
        Admin = new ShopAdmin(Settings, wire, _tokens, _paces, resilience, Clock);
    }

    public StandingClock Clock { get; } = new();

    public Logbook<AccessTokens> Log { get; } = new();

    public InForce<ShopifySettings> Settings { get; }

    public ShopAdmin Admin { get; }

    public static ShopifyShopSettings ByToken() => new() { Shop = Shop.Domain, Token = Token };

    /// <summary>Moves the clock until the answer is there.</summary>
    public async Task<T> InTimeAsync<T>(Task<T> answer)
    {
        while (!answer.IsCompleted)
        {
            await Task.WhenAny(answer, Clock.SomebodyWaitsAsync());
            if (!answer.IsCompleted)
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
            }
        }

        return await answer;
    }

    public void Dispose()
    {
        _tokens.Dispose();
        _paces.Dispose();
        _http.Dispose();
    }
}
