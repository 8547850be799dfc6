using Delight.Dashboard.Tests.Looking;
using Delight.ObjectMother;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>The first five minutes: a process with nothing configured, and somebody who reads its log.</summary>
internal sealed class FirstRunTests
{
    public const string Come = "one person may come by ";

    [Test]
    public async Task From_the_link_in_the_log_to_a_shop_whose_parcels_fill()
    {
        using var folder = new TemporaryFolder();
        var log = folder.File("host.log");
        await using var host = new HostProcess(
            new Dictionary<string, string> { ["Delight__Store__ConnectionString"] = $"Data Source={folder.File("delight.db")}", ["Delight__Spool__Path"] = folder.Path }, log);
        await host.StartAsync();
        await host.ReadyAsync();
        var link = "";
        await Eventually.BecomesTrueAsync("the log has the link", async () => (link = await LinkAsync(log)).Length > 0);

        await using (var somebody = await PagesInstallation.Browser.OpenAsync(host.Address))
        {
            await StartShopAsync(somebody, link);
        }

        Assert.That(await host.StopAsync(), Is.Zero, "it ends while the shop still posts");
        await host.StartAsync();
        await host.ReadyAsync();
        await Eventually.BecomesTrueAsync("the log has another link", async () => (await LinkAsync(log)) is { Length: > 0 } another && another != link);
        await using var later = await PagesInstallation.Browser.OpenAsync(host.Address);
        await SeeWhatIsLeftAsync(later, await LinkAsync(log));
    }

    /// <summary>The pretend shop is not known any more, and its parcels are there.</summary>
    private static async Task SeeWhatIsLeftAsync(Visitor somebody, string link)
    {
        await somebody.Page.GotoAsync(link);
        await somebody.Page.GetByRole(AriaRole.Button, new() { Name = "Come in" }).ClickAsync();
        await somebody.Page.WaitForURLAsync("**/");
        await somebody.LiveAsync();
        await Assertions.Expect(somebody.Page.GetByText("No shop is connected now")).ToBeVisibleAsync();
        await Assertions.Expect(somebody.Page.Locator("section[aria-labelledby=orders] delight-number").First).Not.ToHaveAttributeAsync("value", "0");
        await Assertions.Expect(somebody.Page.GetByRole(AriaRole.Button, new() { Name = "Start the pretend shop" })).ToBeVisibleAsync();
        Assert.That(await somebody.AxeAsync(), Is.Empty, "what is left");
        await somebody.KeepAsync("first-run-left");
        await somebody.GoAsync("/find?q=Dear");
        await Assertions.Expect(somebody.Page.Locator(".found a").First).ToBeVisibleAsync();
    }

    /// <summary>The last one that the log has.</summary>
    private static async Task<string> LinkAsync(string log) => (await ReadAsync(log)).Split(Come) is [_, .., var rest] ? rest.Split('\n')[0] : "";

    /// <summary>While the process writes to it.</summary>
    public static async Task<string> ReadAsync(string file)
    {
        await using var log = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(log);
        return await reader.ReadToEndAsync();
    }

    private static async Task StartShopAsync(Visitor somebody, string link)
    {
        await somebody.Page.GotoAsync(link);
        await Assertions.Expect(somebody.Page.GetByText("This link lets one person in, once.")).ToBeVisibleAsync();
        Assert.That(await somebody.AxeAsync(), Is.Empty, "the door");
        await somebody.Page.GetByRole(AriaRole.Button, new() { Name = "Come in" }).ClickAsync();
        await somebody.Page.WaitForURLAsync("**/");
        await somebody.LiveAsync();
        await Assertions.Expect(somebody.Page.GetByText("Nothing is connected yet")).ToBeVisibleAsync();
        Assert.That(await somebody.AxeAsync(), Is.Empty, "the first page");
        await somebody.KeepAsync("first-run");
        await somebody.GoAsync("/packing");
        await Assertions.Expect(somebody.Page.Locator(".state.empty h2")).ToHaveTextAsync("Nothing to pack yet");
        await somebody.GoAsync("/");

        await somebody.Page.GetByRole(AriaRole.Button, new() { Name = "Start the pretend shop" }).ClickAsync();
        await Assertions.Expect(somebody.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("to be rid of them");
        Assert.That(await somebody.AxeAsync(), Is.Empty, "the question");
        await somebody.KeepAsync("first-run-question");
        await somebody.Page.GetByRole(AriaRole.Button, new() { Name = "Start it" }).ClickAsync();

        await Assertions.Expect(somebody.Page.GetByText("The pretend shop has opened")).ToBeVisibleAsync();
        await Assertions.Expect(somebody.Page.Locator("section[aria-labelledby=gifts] delight-number").First).Not.ToHaveAttributeAsync("value", "0", new() { Timeout = 30_000 });
        await Assertions.Expect(somebody.Page.Locator("section[aria-labelledby=orders] delight-number").First).Not.ToHaveAttributeAsync("value", "0");
        await Assertions.Expect(somebody.Page.Locator("section[aria-labelledby^=money]")).ToBeVisibleAsync();
        await somebody.KeepAsync("first-run-live");
        await somebody.GoAsync("/catalogue");
        await Assertions.Expect(somebody.Page.Locator("#DELIGHT-TEA")).ToBeVisibleAsync();
        Assert.That(await somebody.AxeAsync(), Is.Empty, "the catalogue");
        if (Visitor.Keeps)
        {
            await KeepForReadmeAsync(somebody);
        }
    }

    /// <summary>The pictures of the README, which lie beside these tests: the pretend shop's day, once its orders are in and the charts have a shape.</summary>
    private static async Task KeepForReadmeAsync(Visitor somebody)
    {
        await somebody.GoAsync("/");
        await somebody.Page.WaitForFunctionAsync("() => (document.querySelector('.chart .line')?.getAttribute('d').match(/L/g) ?? []).length >= 2", null, new() { Timeout = 240_000 });
        await somebody.KeepAsync("readme-overview", wholePage: false);
        await somebody.GoAsync("/find?q=Dear");
        await somebody.Page.Locator(".found a").First.ClickAsync();
        await Assertions.Expect(somebody.Page.Locator(".verdict")).ToBeVisibleAsync();
        await somebody.KeepAsync("readme-order");
        await somebody.GoAsync("/packing");
        await Assertions.Expect(somebody.Page.Locator("[data-tick]").First).ToBeAttachedAsync();
        await somebody.Page.Locator("[data-tick]").First.CheckAsync();
        await somebody.KeepAsync("readme-packing", wholePage: false);
    }
}
