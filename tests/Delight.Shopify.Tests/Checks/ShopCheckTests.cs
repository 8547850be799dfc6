using Delight.FakeShops;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Delight.Shopify.Checks;
using Delight.Shopify.Tests.Pretend;
using Delight.Shopify.Tests.Subscriptions;
using Delight.Shopify.Wire;
using Microsoft.Extensions.Configuration;

namespace Delight.Shopify.Tests.Checks;

/// <summary>What somebody is told who asks whether all is right.</summary>
internal sealed class ShopCheckTests
{
    private TestStore _store = null!;
    private PretendShopHttp _receiver = null!;
    private WatchedShop? _shop;
    private Dictionary<string, string?> _settings = [];

    private WatchedShop Shop => _shop!;

    [SetUp]
    public async Task Open()
    {
        _receiver = new PretendShopHttp();
        _store = await TestStore.CreateAsync(StoreKind.Sqlite, typeof(ShopifyModule));
        _shop = await WatchedShop.OpenAsync(_store.Store);
        Shop.Shop.Options.Scopes.Add("read_customer_merge");
        await Shop.ConnectAsync();
        Shop.Door.Remember();
        await SignedAsync(fitted: 1);
        _settings = new()
        {
            ["Delight:Shops:0:Domain"] = Shop.Shop.Options.Domain, ["Delight:Shops:0:WebhookSecrets:0"] = Written.Mark + "-one", ["Delight:Shops:0:WebhookSecrets:1"] = Written.Mark + "-two",
        };
    }

    [TearDown]
    public async Task Close()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }

        await _store.DisposeAsync();
        _receiver.Dispose();
    }

    [Test]
    public async Task Where_all_is_right_every_line_says_so() =>
        Assert.That((await CheckAsync()).Select(f => (f.Item, f.State)), Is.EqualTo(new[]
        {
            ("access", "ok"), ("scopes", "ok"), ("orders", "ok"), ("names", "ok"), ("subscriptions", "ok"), ("privacy topics", "ok"), ("API version", "ok"), ("clock", "ok"), ("deliveries", "ok"),
            ("test delivery", "ok"), ("test delivery", "ok"), ("test delivery", "ok"),
        }));

    [Test]
    public async Task A_shop_that_refuses_us_is_not_asked_on()
    {
        Shop.Shop.Faults.Add(FaultKind.Unauthorized);

        var findings = await CheckAsync();

        Assert.That(findings[0], Has.Property("Item").EqualTo("access").And.Property("State").EqualTo("wrong"));
        Assert.That(findings[0].Says, Does.StartWith($"{Shop.Shop.Options.Domain} does not accept the access token.").And.EndsWith("What is behind it was not looked at."));
        Assert.That(findings.Select(f => f.Item), Has.None.EqualTo("scopes").And.None.EqualTo("subscriptions"));
    }

    [Test]
    public async Task Scopes_that_are_missing_are_named()
    {
        Shop.Shop.Options.Scopes.Remove("read_customer_merge");
        Shop.Shop.Options.Scopes.Remove("read_all_orders");
        Shop.Shop.Options.Scopes.Remove("read_customers");
        Shop.Shop.Options.Scopes.Remove("write_customer_merge");

        Assert.That((await OfAsync("scopes")).Select(f => (f.State, f.Says.Split(' ')[0])), Is.EqualTo(new[] { ("wrong", "read_customers"), ("warning", "read_all_orders"), ("warning", "read_customer_merge") }));
    }

    [TestCase(ShopifyShopSettings.WriteBackSettings.None, "")]
    [TestCase(ShopifyShopSettings.WriteBackSettings.Note, "write_orders")]
    [TestCase(ShopifyShopSettings.WriteBackSettings.OrderEdit | ShopifyShopSettings.WriteBackSettings.Hold, "write_order_edits,write_merchant_managed_fulfillment_orders")]
    public async Task What_is_written_into_orders_needs_scopes_of_its_own(ShopifyShopSettings.WriteBackSettings writes, string missing)
    {
        Shop.Settings.Shops[0].WriteBack = writes;
        Shop.Shop.Options.Scopes.Add("read_orders");
        foreach (var scope in new[] { "write_orders", "write_order_edits", "write_merchant_managed_fulfillment_orders" })
        {
            Shop.Shop.Options.Scopes.Remove(scope);
        }

        var wrong = (await OfAsync("scopes")).Where(f => f.State == Finding.IsWrong).Select(f => f.Says.Split(' ')[0]);

        Assert.That(wrong, Is.EqualTo(missing.Split(',', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public async Task Orders_whose_parcels_others_send_can_be_held_too()
    {
        Shop.Settings.Shops[0].WriteBack = ShopifyShopSettings.WriteBackSettings.Hold;
        Shop.Shop.Options.Scopes.Remove("write_merchant_managed_fulfillment_orders");
        Shop.Shop.Options.Scopes.Add("write_third_party_fulfillment_orders");

        Assert.That((await OfAsync("scopes")).Select(f => f.State), Is.EqualTo(new[] { "ok" }));
    }

    [Test]
    public async Task Names_that_are_kept_from_us_are_no_fault()
    {
        Shop.Shop.Options.SharesNames = false;

        Assert.That((await OfAsync("names")).Select(f => f.State), Is.EqualTo(new[] { "warning" }));
    }

    [Test]
    public async Task An_order_topic_that_does_not_come_is_wrong_and_another_is_not()
    {
        Shop.Lose("ORDERS_PAID", "CUSTOMERS_MERGE");

        Assert.That((await OfAsync("subscriptions")).Select(f => (f.State, f.Says)), Is.EqualTo(new[]
        {
            ("wrong", $"orders/paid does not come. Run: shop connect --shop {Shop.Shop.Options.Domain}"), ("warning", $"customers/merge does not come. Run: shop connect --shop {Shop.Shop.Options.Domain}"),
        }));
        Assert.That(Shop.Topics, Has.Exactly(6).Items, "a check changes nothing");
    }

    [Test]
    public async Task Deliveries_in_another_version_that_is_supported_are_in_order()
    {
        Shop.Shop.Options.WebhookApiVersion = "2025-10";

        Assert.That((await OfAsync("API version")).Select(f => (f.State, f.Says)), Is.EqualTo(new[]
        {
            ("ok", "Deliveries are written in 2025-10, and the Admin API is asked in 2026-01. Both are supported, and they need not be the same."),
            ("ok", "The Admin API is asked in 2026-01, which is supported until 2027-01-01."),
        }));
    }

    [Test]
    public async Task A_version_whose_end_is_near_is_warned_of_with_what_to_set_and_where_until_it_is_done()
    {
        Shop.Clock.Advance(new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero) - Shop.Clock.GetUtcNow());
        const string Deliveries = "Deliveries are written in 2026-01, which is supported until 2027-01-01. That is set at the platform and not here: choose 2026-10 as the version of webhooks in the app's own settings there.";

        Assert.That((await OfAsync("API version")).Select(f => (f.State, f.Says)), Is.EqualTo(new[]
        {
            ("warning", Deliveries),
            ("warning", "The Admin API is asked in 2026-01, which is supported until 2027-01-01. It is the one that Delight takes where none is set. Set Delight:Shopify:Shops:N:ApiVersion of the shop to 2026-10, the newest, and run shop check."),
        }));

        Shop.Settings.Shops[0].ApiVersion = "2026-10";
        Assert.That((await OfAsync("API version")).Select(f => (f.State, f.Says)), Is.EqualTo(new[] { ("warning", Deliveries), ("ok", "The Admin API is asked in 2026-10, which is supported until 2027-10-01.") }));

        Shop.Shop.Options.WebhookApiVersion = "2026-10";
        Assert.That((await OfAsync("API version")).Select(f => f.State), Is.EqualTo(new[] { "ok" }));
    }

    [Test]
    public async Task Deliveries_in_a_version_that_changes_any_day_are_warned_of()
    {
        Shop.Shop.Options.WebhookApiVersion = "unstable";

        Assert.That((await OfAsync("API version"))[0], Has.Property("State").EqualTo("warning").And.Property("Says").StartsWith("Deliveries are written in unstable, which is no version that stays as it is. "));
    }

    [TestCase(20, "ok")]
    [TestCase(-60, "warning")]
    [TestCase(400, "wrong")]
    public async Task A_clock_that_is_off_is_told(int seconds, string state) => Assert.That((await OfAsync("clock", TimeSpan.FromSeconds(seconds))).Select(f => f.State), Is.EqualTo(new[] { state }));

    [Test]
    public async Task A_secret_that_the_receiver_does_not_know_is_told_and_not_shown()
    {
        _receiver.Says(200, "{}").Says(401, "{}").Says(401, "{}");

        var findings = await OfAsync("test delivery", answers: false);

        Assert.That(findings.Select(f => f.State), Is.EqualTo(new[] { "ok", "wrong", "ok" }));
        Assert.That(findings.Select(f => f.Says), Has.One.Contains("refuses secret 2 of 2").And.None.Contains(Written.Mark));
    }

    [Test]
    public async Task Whoever_takes_anything_is_not_Delight()
    {
        _receiver.Says(200, "{}").Says(200, "{}").Says(200, "{}");

        Assert.That((await OfAsync("test delivery", answers: false)).Select(f => f.State), Is.EqualTo(new[] { "ok", "ok", "wrong" }));
    }

    [TestCase(301, "answers with a redirect (301)")]
    [TestCase(404, "There is nothing at")]
    [TestCase(502, "answers 502")]
    public async Task What_stands_before_the_receiver_is_told_apart(int status, string says)
    {
        _receiver.Says(status, "{}").Says(status, "{}").Says(status, "{}");

        var findings = await OfAsync("test delivery", answers: false);

        Assert.That(findings.Select(f => f.State), Is.EqualTo(new[] { "wrong", "wrong", "warning" }));
        Assert.That(findings.Take(2).Select(f => f.Says), Is.All.Contains(says));
    }

    [Test]
    public async Task A_receiver_that_is_not_there_is_told()
    {
        var refused = new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused");
        _receiver.Fails(refused).Fails(refused).Fails(refused);

        Assert.That((await OfAsync("test delivery", answers: false)).Select(f => f.Says), Has.Exactly(2).Contains("does not answer: Connection refused."));
    }

    [Test]
    public async Task The_secret_of_the_app_has_to_be_among_those_of_the_receiver()
    {
        Shop.Settings.Shops[0].ClientSecret = Written.Mark + "-client-secret";

        Assert.That((await OfAsync("secrets")).Select(f => (f.State, f.Says.Contains(Written.Mark))), Is.EqualTo(new[] { ("wrong", false) }));
    }

    [TestCase(true, "wrong", "Delight:Shops does not name fake.myshopify.com, and the receiver refuses every delivery")]
    [TestCase(false, "warning", "This process knows no secret of fake.myshopify.com")]
    public async Task A_shop_without_a_secret_is_wrong_where_others_have_one(bool others, string state, string says)
    {
        _settings.Clear();
        if (others)
        {
            _settings["Delight:Shops:0:Domain"] = "another.myshopify.com";
        }

        var findings = await OfAsync("secrets", answers: false);

        Assert.That(findings.Select(f => f.State), Is.EqualTo(new[] { state }));
        Assert.That(findings[0].Says, Does.StartWith(says));
    }

    [TestCase(0, 0, "warning", "None has come from the shop itself yet")]
    [TestCase(0, 2, "wrong", "Those in this shop's name are refused (401), the last one at 2026-03-02 00:00:00Z: their signature fits none of its secrets here, and none has ever fitted.")]
    [TestCase(1, 2, "warning", "The last one that was signed as it should be came at 2026-03-01 00:00:00Z; since then some in this shop's name were refused (401), the last at 2026-03-02 00:00:00Z")]
    [TestCase(3, 2, "ok", "The last one that the shop itself signed came at 2026-03-03 00:00:00Z.")]
    public async Task What_the_shop_itself_signs_is_told_apart_from_what_we_do(int fitted, int refused, string state, string says)
    {
        await _store.Store.WriteAsync(s => s.ScriptAsync("delete from shop_signatures"), CancellationToken.None);
        await SignedAsync(fitted, refused);

        var found = (await OfAsync("deliveries")).Single();

        Assert.That(found.State, Is.EqualTo(state));
        Assert.That(found.Says, Does.StartWith(says));
    }

    [Test]
    public async Task Without_a_public_address_it_says_what_to_set()
    {
        Shop.Settings.PublicUrl = null;

        Assert.That((await OfAsync("subscriptions")).Select(f => (f.State, f.Says)), Is.EqualTo(new[] { ("wrong", ShopCheck.NoAddress) }));
        Assert.That((await OfAsync("test delivery")).Select(f => (f.State, f.Says)), Is.EqualTo(new[]
        {
            ("warning", "None was posted, since it is not known where to. Set Delight:Shopify:PublicUrl, run shop connect, and then shop check again."),
        }));
    }

    /// <param name="fitted">A day of March; 0 for never.</param>
    /// <param name="refused">Likewise.</param>
    private Task SignedAsync(int fitted = 0, int refused = 0) => _store.Store.WriteAsync(
        s => s.SaySignaturesAsync([new ShopSignatures(Shop.Shop.Options.Domain, At(fitted), At(refused))]), CancellationToken.None);

    private static DateTimeOffset? At(int day) => day == 0 ? null : new DateTimeOffset(2026, 3, day, 0, 0, 0, TimeSpan.Zero);

    private async Task<Finding[]> OfAsync(string item, TimeSpan off = default, bool answers = true) => [.. (await CheckAsync(off, answers)).Where(f => f.Item == item)];

    /// <param name="off">How far the clock is ahead of the shop's.</param>
    /// <param name="answers">The receiver takes what is signed with a secret that it knows.</param>
    private async Task<IReadOnlyList<Finding>> CheckAsync(TimeSpan off = default, bool answers = true)
    {
        if (answers)
        {
            _receiver.Says(200, "{}").Says(200, "{}").Says(401, "{}");
        }

        var secrets = new WebhookSecrets(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build(), new Topology([], []));
        using var http = new AdminHttp();
        using var posts = new AdminHttp(_receiver);
        var check = new ShopCheck(Shop.Door.Settings, Shop.Door.Admin, Shop.Round(), new ClockCheck(http, new ClockThatIsOff(off)), new ComingDeliveries(_store.Store), new SelfDelivery(posts, secrets, TimeProvider.System), secrets, Shop.Clock);
        return await check.RunAsync(Shop.Settings.Shops[0], CancellationToken.None);
    }

    private sealed class ClockThatIsOff(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
