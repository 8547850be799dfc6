using Delight.ObjectMother;

namespace Delight.Shopify.Tests;

internal sealed class ShopifySettingsTests
{
    private const string Secret = Written.Mark + "-secret";

    [Test]
    public void Nothing_configured_is_no_fault() => Assert.That(Faults(), Is.Empty);

    [Test]
    public void A_token_will_do() => Assert.That(Faults(new ShopifyShopSettings { Shop = Shop.Domain, Token = Secret }), Is.Empty);

    [Test]
    public void Id_and_secret_will_do() => Assert.That(Faults(new ShopifyShopSettings { Shop = Shop.Domain, ClientId = "id", ClientSecret = Secret }), Is.Empty);

    [Test]
    public void So_they_do_with_a_refresh_token() =>
        Assert.That(Faults(new ShopifyShopSettings { Shop = Shop.Domain, ClientId = "id", ClientSecret = Secret, RefreshToken = Secret }), Is.Empty);

    [Test]
    public void Where_it_answers_follows_from_its_domain() =>
        Assert.That(new ShopifyShopSettings { Shop = " Calm-Lake.myshopify.com ", AdminUrl = " " }.Address, Is.EqualTo(new Uri("https://calm-lake.myshopify.com")));

    [TestCase("http://127.0.0.1:8080")]
    [TestCase("http://localhost:8080/")]
    [TestCase("https://proxy.example.com")]
    public void It_may_answer_elsewhere(string address) => Assert.That(Faults(new ShopifyShopSettings { Shop = Shop.Domain, Token = Secret, AdminUrl = address }), Is.Empty);

    [TestCase("http://shop.example.com")]
    [TestCase("https://shop.example.com/admin")]
    [TestCase("https://me:secret@shop.example.com")]
    [TestCase("shop.example.com")]
    [TestCase("ftp://shop.example.com")]
    public void A_token_goes_to_no_address_that_is_none(string address) =>
        Assert.That(Faults(new ShopifyShopSettings { Shop = Shop.Domain, Token = Secret, AdminUrl = address }), Has.Length.EqualTo(1).And.All.Contains("Delight:Shopify:Shops:0:AdminUrl is no address"));

    [Test]
    public void Without_any_way_to_sign_in_it_says_which_there_are() => Assert.That(Faults(new ShopifyShopSettings { Shop = Shop.Domain }),
        Is.EqualTo(new[] { "Delight:Shopify:Shops:0 says not how to sign in; give Token, or ClientId and ClientSecret, or these and RefreshToken." }));

    [Test]
    public void Two_ways_are_one_too_many() =>
        Assert.That(Faults(new ShopifyShopSettings { Shop = Shop.Domain, Token = Secret, ClientId = "id" }), Has.Length.EqualTo(1).And.All.Contains("one or the other"));

    [Test]
    public void A_refresh_token_alone_buys_nothing() =>
        Assert.That(Faults(new ShopifyShopSettings { Shop = Shop.Domain, RefreshToken = Secret }), Has.Length.EqualTo(1).And.All.Contains("needs both ClientId and ClientSecret"));

    [TestCase("")]
    [TestCase("https://calm-lake.myshopify.com")]
    public void A_shop_has_a_domain(string shop) => Assert.That(Faults(new ShopifyShopSettings { Shop = shop, Token = Secret }), Has.Length.EqualTo(1));

    [Test]
    public void A_shop_is_named_once() =>
        Assert.That(Faults(new ShopifyShopSettings { Shop = "a.example", Token = Secret }, new ShopifyShopSettings { Shop = " A.example", Token = Secret }), Has.Length.EqualTo(1).And.All.Contains("twice"));

    [TestCase(-0.1)]
    [TestCase(0.91)]
    [TestCase(double.NaN)]
    public void Something_is_left_for_us(double share) =>
        Assert.That(Faults(new ShopifyShopSettings { Shop = Shop.Domain, Token = Secret, ShareForOtherApps = share }), Has.Length.EqualTo(1).And.All.Contains("ShareForOtherApps"));

    [TestCase("2026-02")]
    [TestCase("")]
    public void A_version_is_a_quarter(string version) =>
        Assert.That(Faults(new ShopifyShopSettings { Shop = Shop.Domain, Token = Secret, ApiVersion = version }), Has.Length.EqualTo(1).And.All.Contains("ApiVersion"));

    [TestCase("\"quoted\"")]
    [TestCase("two\nlines")]
    [TestCase("schlüssel")]
    public void A_token_that_no_header_carries_is_said_and_not_shown(string token) =>
        Assert.That(Faults(new ShopifyShopSettings { Shop = Shop.Domain, Token = token }), Has.Length.EqualTo(1).And.All.Contains("copy it again").And.None.Contains(token));

    [TestCase(null)]
    [TestCase(" ")]
    [TestCase("https://delight.example.com/webhooks/shopify")]
    [TestCase("https://example.com:8443/delight/webhooks/shopify")]
    [TestCase("http://127.0.0.1:5080/webhooks/shopify")]
    public void Shops_may_be_told_where_the_receiver_is(string? address) => Assert.That(FaultsOf(new ShopifySettings { PublicUrl = address }), Is.Empty);

    [TestCase("http://delight.example.com/webhooks/shopify")]
    [TestCase("https://delight.example.com")]
    [TestCase("https://delight.example.com/webhooks/shopify?shop=1")]
    [TestCase("https://me:secret@delight.example.com/webhooks/shopify")]
    [TestCase("delight.example.com/webhooks/shopify")]
    public void An_address_that_the_platform_would_not_post_to_is_said(string address) =>
        Assert.That(FaultsOf(new ShopifySettings { PublicUrl = address }), Has.Length.EqualTo(1).And.All.Contains("Delight:Shopify:PublicUrl is not the receiver's"));

    [TestCase(0)]
    [TestCase(1441)]
    public void Subscriptions_are_looked_at_now_and_then(int minutes) =>
        Assert.That(FaultsOf(new ShopifySettings { WatchMinutes = minutes }), Has.Length.EqualTo(1).And.All.Contains("WatchMinutes"));

    private static string[] Faults(params ShopifyShopSettings[] shops) => FaultsOf(new ShopifySettings { Shops = shops });

    private static string[] FaultsOf(ShopifySettings settings) => [.. new ShopifySettingsValidator().Validate(settings).Errors.Select(e => e.ErrorMessage)];
}
