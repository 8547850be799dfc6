using Delight.FakeShops;
using Delight.Host.Backfill;
using Delight.Host.Serving;
using Delight.Host.Tests.Serving;
using Delight.ObjectMother;
using Delight.Platform.Access;
using Delight.Simulator;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Delight.Host.Tests.Backfill;

/// <summary>What somebody types who wants a shop's history: the program as it is built, against a running installation and a stand-in for the shop.</summary>
public class BackfillVerbTests
{
    private const string NotAsked = "not-asked.myshopify.com";
    private FakeShop? _shop;
    private Started? _server;
    private TaskCompletionSource _exports = new();

    private FakeShop Fake => _shop!;

    private string Address => _server!.Http.BaseAddress!.ToString();

    [SetUp]
    public async Task Start()
    {
        Repository.Shared("data/shopify/admin-2026-01.schema.graphql");
        _exports = new TaskCompletionSource();
        _shop = await FakeShop.StartAsync(new FakeShopOptions { Domain = Shop.Domain, Token = Written.Mark + "-admin-token" });
        foreach (var number in Enumerable.Range(1, 3))
        {
            Fake.Merchant.Remember(new ShopOrder
            {
                Id = Shop.OrderId(number), Name = $"#{1000 + number}", CustomerId = Shop.Ada, CreatedAt = Fake.Options.Time.GetUtcNow().AddDays(-30 - number), FinancialStatus = "paid", Total = 20m,
                Currency = "USD", Lines = [new("TEA-1", "Morning tea", 1, 20m)],
            });
        }

        _server = await Started.WithAsync($"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}", $"Shops:1:Domain={NotAsked}", $"Shops:1:WebhookSecrets:0={Started.Secret}",
            $"Shopify:Shops:0:Shop={Shop.Domain}", $"Shopify:Shops:0:AdminUrl={Fake.Address}", $"Shopify:Shops:0:Token={Written.Mark}-admin-token");
    }

    [TearDown]
    public async Task Stop()
    {
        _exports.TrySetResult();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
    }

    [Test]
    public async Task It_says_how_far_it_is_until_the_history_is_in()
    {
        var (exitCode, says, error) = await RunAsync("backfill", Shop.Domain);

        Assert.That((exitCode, error), Is.EqualTo((0, "")), says);
        Assert.That(says, Does.StartWith("The platform writes"));
        Assert.That(says, Does.Contain("3 orders from before ").And.Contain("3 of them had not been known. They are counted, and bring no gifts."));
        Assert.That((await _server!.GetAsync("/api/v1/stats")).Body.GetProperty("orders").GetProperty("known").GetInt64(), Is.EqualTo(3));
    }

    [Test]
    public async Task On_a_screen_each_step_has_a_bar()
    {
        using var screen = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(screen) });
        console.Profile.Width = 120;
        Environment.SetEnvironmentVariable("DELIGHT_API_TOKEN", Started.Token);
        try
        {
            Assert.That(await BackfillVerb.RunAsync(console, TextWriter.Null, new Uri(Address), Shop.Domain, wait: true, CancellationToken.None), Is.Zero);
        }
        finally
        {
            Environment.SetEnvironmentVariable("DELIGHT_API_TOKEN", null);
        }

        Assert.That(screen.ToString(), Does.Contain("The platform writes 3").And.Contain("Reading 3").And.Contain("Counting 3").And.Contain("100%"));
    }

    [Test]
    public async Task Whoever_does_not_wait_or_ends_it_ends_nothing_and_comes_back_to_the_same_one()
    {
        Fake.Bulk.BeginsAfter = _exports.Task;
        var asked = await RunAsync("backfill", Shop.Domain, "--wait", "false");
        Assert.That((asked.ExitCode, asked.Error), Is.EqualTo((0, "")));
        Assert.That(asked.Output.ReplaceLineEndings(" "), Does.Contain("The history is asked for; a process with the role Shopify takes it up.").Or.Contain("The platform writes the orders into a file: 0 so far."));
        Assert.That(asked.Output, Does.Not.Contain("%"));

        await using (var waiting = BuiltProgram.Start(["backfill", Shop.Domain, "--url", Address], WithToken(Started.Token)))
        {
            await waiting.SaysAsync("The platform writes");
            var ended = await waiting.StopAsync();
            Assert.That((ended.ExitCode, ended.Error), Is.EqualTo((1, "Waiting ended before it was done; the service goes on with it. Run it again to see how far it is.\n")));
        }

        _exports.SetResult();
        var (exitCode, says, error) = await RunAsync("backfill", Shop.Domain);

        Assert.That((exitCode, error), Is.EqualTo((0, "")), says);
        Assert.That(Fake.Log.CountOf("BeginExport"), Is.EqualTo(1));
    }

    [Test]
    public async Task Orders_that_the_app_may_not_see_end_it_with_two_and_are_told()
    {
        Fake.Options.Scopes.Remove("read_all_orders");

        var (exitCode, says, error) = await RunAsync("backfill", Shop.Domain);

        Assert.That((exitCode, error), Is.EqualTo((2, "")), says);
        Assert.That(says.ReplaceLineEndings(" "), Does.Contain("orders of the last 60 days only").And.Contain("Ask the platform for the scope read_all_orders"));
    }

    [Test]
    public async Task A_shop_that_refuses_the_app_ends_it_with_one_and_its_sentence()
    {
        Fake.Faults.Add(FaultKind.Unauthorized, times: 1000);

        var (exitCode, _, error) = await RunAsync("backfill", Shop.Domain);

        Assert.That((exitCode, error), Is.EqualTo((1, $"The history is not in. {Shop.Domain} does not accept the access token. Correct Token in Delight:Shopify:Shops.\n")));
    }

    [TestCase("nobody.example")]
    [TestCase(NotAsked)]
    public async Task A_shop_that_cannot_be_asked_is_told(string shop) => Assert.That(
        await RunAsync("backfill", shop), Is.EqualTo((1, "", $"The running installation is not told how to ask {shop}. It knows {Shop.Domain}. Name it in Delight:Shopify:Shops of the process that this asks: settings are read at its start, and again when the file changes that Delight:SettingsFile names.\n")));

    [Test]
    public async Task A_token_that_nobody_knows_or_none_at_all_is_told()
    {
        var unknown = await BuiltProgram.RunAsync(["backfill", Shop.Domain, "--url", Address], WithToken("delight_somebody-elses"));
        var none = await BuiltProgram.RunAsync(["backfill", Shop.Domain, "--url", Address], WithToken(""));

        Assert.That((unknown.ExitCode, unknown.Output), Is.EqualTo((1, "")));
        Assert.That(unknown.Error, Is.EqualTo($"{Address} does not know the token in DELIGHT_API_TOKEN. Set it to a token itself, as the verb token printed it (delight_…), and not to the setting that lets it in.\n"));
        Assert.That((none.ExitCode, none.Output, none.Error), Is.EqualTo((1, "", "Set DELIGHT_API_TOKEN to a token with the scopes read and operate; the verb token makes one.\n")));
    }

    [Test]
    public async Task A_token_that_may_not_look_begins_nothing_that_it_cannot_follow()
    {
        var (token, setting) = ApiToken.Make([Scope.Operate], []);
        _server!.Services.GetRequiredService<AddedSettings>().Add([new("Delight:Api:Tokens:1", setting)]);

        var refused = await BuiltProgram.RunAsync(["backfill", Shop.Domain, "--url", Address], WithToken(token));

        Assert.That((refused.ExitCode, refused.Output, refused.Error), Is.EqualTo((1, "", "This token's scopes do not allow that. It needs the scope read; the token has operate.\n")));
        Assert.That((await _server.GetAsync($"/api/v1/shopify/{Shop.Domain}/backfill")).Status, Is.EqualTo(404), "nobody has asked for the history");
    }

    [Test]
    public async Task Where_nobody_listens_it_says_what_to_start()
    {
        var (exitCode, says, error) = await BuiltProgram.RunAsync(["backfill", Shop.Domain, "--url", "http://127.0.0.1:1"], WithToken(Started.Token));

        Assert.That((exitCode, says), Is.EqualTo((1, "")));
        Assert.That(error, Does.StartWith("http://127.0.0.1:1/ does not answer: ").And.EndWith(" Start Delight, or say where the API is with --url.\n"));
    }

    [Test]
    public async Task Asked_for_help_it_tells_what_it_does_and_what_its_exit_codes_mean()
    {
        var (exitCode, says, error) = await BuiltProgram.RunAsync(["backfill", "--help"]);

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(says.ReplaceLineEndings(" "), Does.Contain("Exit code 0: it is in; 2: ").And.Contain("1: it failed.").And.Contain("SHOP").And.Contain("--wait").And.Contain("--url").And.Contain("DELIGHT_API_TOKEN"));
    }

    [Test]
    public async Task Without_a_shop_it_says_what_is_missing()
    {
        var (exitCode, _, error) = await BuiltProgram.RunAsync(["backfill"]);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.StartWith("Required argument missing for command: 'backfill'."));
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args) => await BuiltProgram.RunAsync([.. args, "--url", Address], WithToken(Started.Token));

    private static (string Name, string Value) WithToken(string token) => ("DELIGHT_API_TOKEN", token);
}
