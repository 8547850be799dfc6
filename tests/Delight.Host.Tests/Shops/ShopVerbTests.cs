using Delight.FakeShops;
using Delight.Host.Serving;
using Delight.Host.Shops;
using Delight.Host.Tests.Serving;
using Delight.ObjectMother;
using Delight.Platform.Store;
using Delight.Platform.Work;
using Delight.Simulator;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Delight.Host.Tests.Shops;

/// <summary>What somebody types who connects a shop, against the whole program and a stand-in for the shop.</summary>
public class ShopVerbTests
{
    private FakeShop? _shop;
    private Started? _server;

    private Started Server => _server!;

    [SetUp]
    public async Task Start()
    {
        Repository.Shared("data/shopify/admin-2026-01.schema.graphql");
        Environment.SetEnvironmentVariable("DELIGHT_API_TOKEN", Started.Token);
        _shop = await FakeShop.StartAsync(new FakeShopOptions { Domain = Shop.Domain, WebhookSecret = Started.Secret, Token = Written.Mark + "-admin-token" });
        _shop.Options.Scopes.Add("read_customer_merge");
        _server = await Started.WithAsync($"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}",
            $"Shopify:Shops:0:Shop={Shop.Domain}", $"Shopify:Shops:0:AdminUrl={_shop.Address}", $"Shopify:Shops:0:Token={Written.Mark}-admin-token");
    }

    [TearDown]
    public async Task Stop()
    {
        Environment.SetEnvironmentVariable("DELIGHT_API_TOKEN", null);
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Test]
    public async Task Connected_its_orders_come_and_the_check_is_content()
    {
        IsReachable();

        var connected = await RunAsync("connect");
        _shop!.Merchant.Place(new ShopOrder
        {
            Id = Shop.OrderId(1), Name = "#1001", CustomerId = Shop.Ada, CreatedAt = Shop.Day(1), FinancialStatus = "paid", Total = 20m, Currency = "USD", Lines = [new("TEA-1", "Morning tea", 1, 20m)],
        });
        await _shop.Deliveries.SettleAsync();
        await Server.SettledAsync();
        await Limit.UntilAsync(async () => (await Server.Services.GetRequiredService<IStore>().ReadAsync(s => s.SignaturesOfAsync(Shop.Domain), CancellationToken.None)).FittedAt is not null, "the receiver says who signs");
        var checkedShop = await RunAsync("check");

        Assert.That((connected.ExitCode, connected.Error), Is.EqualTo((0, "")), connected.Says);
        Assert.That(connected.Says, Does.StartWith("ok       orders/create: now comes.\nok       orders/updated: now comes.\n").And.Contains("ok       app/uninstalled: now comes.\nWith the app itself are set up: customers/data_request, customers/redact, shop/redact; let them go to http://"));
        Assert.That((checkedShop.ExitCode, checkedShop.Error), Is.EqualTo((0, "")), checkedShop.Says);
        Assert.That(checkedShop.Says.Split('\n').Where(l => !l.StartsWith("warning  API version:", StringComparison.Ordinal)), Has.None.StartsWith("wrong").And.None.StartsWith("warning").And.Some.StartsWith("ok       test delivery: Signed with secret 1 of 1, it was taken after ")
            .And.Some.EqualTo("ok       test delivery: Signed with a wrong secret, it was refused."));
        Assert.That((await Server.GetAsync("/api/v1/stats")).Body.GetProperty("orders").GetProperty("known").GetInt64(), Is.EqualTo(1));
        Assert.That(Server.Log, Has.One.StartsWith("Deliveries of the topic delight/check were refused").And.None.Contains("signature fits none"));
        var topics = (await Server.GetAsync($"/api/v1/shopify/{Shop.Domain}/subscriptions")).Body.GetProperty("topics").EnumerateArray().ToArray();
        Assert.That(topics.Select(t => t.GetProperty("standing").GetString()), Is.All.EqualTo("there").And.Exactly(8).Items);
    }

    [Test]
    public async Task What_is_wrong_ends_with_one()
    {
        IsReachable();

        var (exitCode, says, _) = await RunAsync("check");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(says, Does.Contain($"wrong    subscriptions: orders/create does not come. Run: shop connect --shop {Shop.Domain}\n").And.Contain("warning  subscriptions: customers/merge does not come."));
    }

    [Test]
    public async Task Without_a_public_address_nothing_is_connected() =>
        Assert.That(await RunAsync("connect"), Is.EqualTo((1, "", "Delight:Shopify:PublicUrl is not set; give the address under which shops reach the receiver from outside, such as https://delight.example.com/webhooks/shopify.\n")));

    [Test]
    public async Task A_secret_that_is_not_the_shops_is_told_although_our_own_deliveries_are_taken()
    {
        IsReachable();
        await RunAsync("connect");
        Assert.That((await RunAsync("check")).Says, Does.Contain("warning  deliveries: None has come from the shop itself yet"));
        Assert.That(await Server.PostWebhookAsync([], signature: "another secret's"), Is.EqualTo(401));
        await Limit.UntilAsync(async () => (await Server.Services.GetRequiredService<IStore>().ReadAsync(s => s.SignaturesOfAsync(Shop.Domain), CancellationToken.None)).RefusedAt is not null, "the receiver says so");

        var (exitCode, says, _) = await RunAsync("check");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(says, Does.Contain("wrong    deliveries: Those in this shop's name are refused (401), the last one at ").And.Contain("ok       test delivery: Signed with secret 1 of 1"));
        Assert.That((await Server.GetAsync($"/api/v1/shopify/{Shop.Domain}")).Body.GetProperty("deliveriesRefused").GetString(), Does.StartWith("Those in this shop's name are refused (401)"));
    }

    [Test]
    public async Task A_shop_whose_deliveries_would_be_refused_is_not_subscribed_to()
    {
        IsReachable();
        Set(("Delight:Shops:0:Domain", "another.myshopify.com"));

        var (exitCode, says, error) = await RunAsync("connect");
        var checkedShop = await RunAsync("check");

        var missing = $"Delight:Shops does not name {Shop.Domain}, and the receiver refuses every delivery of a shop that stands not there (401).";
        Assert.That((exitCode, says), Is.EqualTo((1, "")));
        Assert.That(error, Does.StartWith(missing).And.EndsWith(" Nothing was subscribed.\n"));
        Assert.That(_shop!.Deliveries.Subscriptions, Is.Empty);
        Assert.That(checkedShop.ExitCode, Is.EqualTo(1));
        Assert.That(checkedShop.Says, Does.Contain("wrong    secrets: " + missing));
    }

    [Test]
    public async Task Nor_is_one_that_calls_itself_otherwise()
    {
        const string Other = "calm-like-a-lake.myshopify.com";
        IsReachable();
        Set(("Delight:Shops:0:Domain", Other), ("Delight:Shopify:Shops:0:Shop", Other));

        var connected = await RunAsync("connect", Other);

        Assert.That(connected, Is.EqualTo((1, "", $"The shop's permanent domain is {Shop.Domain}, by which its webhooks name it, and not {Other}. Write that in Delight:Shops and Delight:Shopify:Shops. Nothing was subscribed.\n")));
        Assert.That(_shop!.Deliveries.Subscriptions, Is.Empty);
    }

    [Test]
    public async Task A_shop_that_refuses_the_app_is_told()
    {
        IsReachable();
        _shop!.Faults.Add(FaultKind.Unauthorized, times: 10);

        var (exitCode, says, error) = await RunAsync("connect");

        Assert.That((exitCode, says), Is.EqualTo((1, "")));
        Assert.That(error, Does.StartWith($"{Shop.Domain} does not accept the access token."));
    }

    [Test]
    public async Task A_shop_that_nobody_knows_is_told() =>
        Assert.That(await RunAsync("check", "nobody.example"), Is.EqualTo((1, "", $"The running installation is not told how to ask nobody.example. It knows {Shop.Domain}. Name it in Delight:Shopify:Shops of the process that this asks: settings are read at its start, and again when the file changes that Delight:SettingsFile names.\n")));

    /// <summary>The port is known only now.</summary>
    private void IsReachable() => Set(("Delight:Shopify:PublicUrl", new Uri(Server.Http.BaseAddress!, "webhooks/shopify").AbsoluteUri));

    private void Set(params (string Name, string Value)[] settings) => Server.Services.GetRequiredService<AddedSettings>().Add(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)));

    private async Task<(int ExitCode, string Says, string Error)> RunAsync(string what, string shop = Shop.Domain)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 1000;
        using var error = new StringWriter();
        var exitCode = await ShopVerb.RunAsync(console, error, Server.Http.BaseAddress!, shop, what, what == "connect" ? ConnectReport.Write : CheckReport.Write, CancellationToken.None);
        return (exitCode, text.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
