using System.Net;
using Delight.Dashboard.Tests.Looking;
using Delight.ObjectMother;
using Delight.Simulator;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>Signing in with a provider that knows people.</summary>
internal sealed class OpenIdTests
{
    [Test]
    public async Task Whoever_the_provider_knows_with_a_role_gets_in_and_whoever_it_knows_without_is_told_so()
    {
        await using var provider = await Provider.StartAsync();
        await using var installation = await Installation.CreateAsync(Form.Embedded, arrangement: new Arrangement
        {
            Settings = Settings(provider),
        });
        await installation.StartOrEndAsync();
        await using var ada = await PagesInstallation.Browser.OpenAsync(installation.Processes[0].Address, others: provider.Address);

        await ada.Page.GotoAsync("/rules");
        await ada.Page.GetByText("Sign in with Shop & Sons").ClickAsync();
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("the provider knows no role of yours here");

        provider.Roles = ["viewer", "of-another-program"];
        foreach (var (email, verified, says) in new (string, bool?, string)[]
        {
            (new string('a', 61), null, "no name that can stand in the record"),
            ("ada@example.com\u202e", true, "no name that can stand in the record"),
            ("", null, "no name that can stand in the record"),
            ("ada@example.com", false, "has not confirmed that your e-mail address is yours"),
        })
        {
            (provider.Email, provider.Verified) = (email, verified);
            await ada.Page.GotoAsync("/rules");
            await ada.Page.GetByText("Sign in with Shop & Sons").ClickAsync();
            await Assertions.Expect(ada.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(says);
        }

        (provider.Email, provider.Verified) = ("ada@example.com", true);
        await ada.Page.GotoAsync("/rules");
        await ada.Page.GetByText("Sign in with Shop & Sons").ClickAsync();
        await ada.Page.WaitForURLAsync("**/rules");
        await ada.LiveAsync();
        await Assertions.Expect(ada.Page.Locator(".me summary")).ToHaveTextAsync("openid: ada@example.com");

        // Whoever is in already may come that way again.
        await ada.Page.GotoAsync("/sign-in/with-provider?to=/queues");
        await ada.Page.WaitForURLAsync("**/queues");

        await WebhooksAreAnsweredAsync(installation);
    }

    [Test]
    public async Task A_link_of_one_process_is_honoured_by_another_and_ends_when_people_can_sign_in()
    {
        await using var provider = await Provider.StartAsync();
        provider.Roles = ["operator"];
        using var folder = new TemporaryFolder();
        var alone = new Dictionary<string, string> { ["Delight__Store__ConnectionString"] = $"Data Source={folder.File("delight.db")}", ["Delight__Spool__Path"] = folder.Path };
        var link = "";
        await RunAsync(alone, folder.File("first.log"), async (_, says) => link = new Uri(await says()).AbsolutePath);
        using var reader = new Knocker(new Uri("http://127.0.0.1"));
        using var late = new Knocker(new Uri("http://127.0.0.1"));
        await RunAsync(alone, folder.File("second.log"), async (address, _) =>
        {
            var url = new Uri(address, link).ToString();
            using var looked = await late.GetAsync(url);
            using var asked = await reader.GetAsync(url);
            using var forged = await late.PostAgainAsync(url);
            using var come = await reader.PostAsync(url, url);
            using var twice = await late.GetAsync(url);
            Assert.That((looked.StatusCode, asked.StatusCode, forged.StatusCode, come.StatusCode, twice.StatusCode),
                Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Redirect, HttpStatusCode.Unauthorized)));
            Assert.That(await IsInAsync(reader, address));
        });

        await RunAsync(new Dictionary<string, string>(alone.Concat(Settings(provider))), folder.File("third.log"), async (address, _) =>
        {
            Assert.That(await IsInAsync(reader, address), Is.False, "a link is for when nobody can sign in");
            await using var ada = await PagesInstallation.Browser.OpenAsync(address, others: provider.Address);
            await ada.Page.GotoAsync("/sign-in/with-provider?to=/rules");
            await ada.Page.WaitForURLAsync("**/rules");
            late.Cookies.Add(address, new System.Net.Cookie("delight-session", (await ada.Context.CookiesAsync()).Single(c => c.Name == "delight-session").Value));
            Assert.That(await IsInAsync(late, address));
        });

        await RunAsync(new Dictionary<string, string>(alone.Concat(Settings(provider))) { ["Delight__SignIn__OpenId__ClientId"] = "another" }, folder.File("fourth.log"),
            async (address, _) => Assert.That(await IsInAsync(late, address), Is.False, "the client that let them in is no more"));
    }

    private static Dictionary<string, string> Settings(Provider provider) => new()
    {
        ["Delight__SignIn__OpenId__ClientId"] = "delight",
        ["Delight__SignIn__OpenId__ClientSecret"] = Written.Mark + ": the client's secret",
        ["Delight__SignIn__OpenId__Name"] = "Shop & Sons",
        ["Delight__SignIn__OpenId__AuthorizationEndpoint"] = new Uri(provider.Address, "/authorize").ToString(),
        ["Delight__SignIn__OpenId__TokenEndpoint"] = new Uri(provider.Address, "/token").ToString(),
        ["Delight__SignIn__OpenId__UserInformationEndpoint"] = new Uri(provider.Address, "/userinfo").ToString(),
    };

    private static async Task WebhooksAreAnsweredAsync(Installation installation)
    {
        var history = DemoShop.History(customers: 2, seed: 3, TimeProvider.System.GetUtcNow());
        var sent = await installation.SendAsync(DemoShop.Deliveries(history, seed: 3));
        Assert.That(sent.Answered, Is.EqualTo(sent.Sent).And.GreaterThan(0));
        using var stranger = new Knocker(installation.Processes[0].Address);
        using var unsigned = await stranger.PostAgainAsync("/webhooks/shopify");
        Assert.That(unsigned.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    /// <summary>One process after another, with the same files.</summary>
    private static async Task RunAsync(IReadOnlyDictionary<string, string> settings, string log, Func<Uri, Func<Task<string>>, Task> work)
    {
        await using var host = new HostProcess(settings, log);
        await host.StartAsync();
        await host.ReadyAsync();
        await work(host.Address, async () =>
        {
            var link = "";
            await Eventually.BecomesTrueAsync("the log has the link", async () => (link = (await FirstRunTests.ReadAsync(log)).Split(FirstRunTests.Come, 2) is [_, var rest] ? rest.Split('\n')[0] : "").Length > 0);
            return link;
        });
        await host.StopAsync();
    }

    private static async Task<bool> IsInAsync(Knocker somebody, Uri address)
    {
        using var overview = await somebody.GetAsync(new Uri(address, "/rules").ToString());
        return overview.StatusCode == HttpStatusCode.OK;
    }
}
