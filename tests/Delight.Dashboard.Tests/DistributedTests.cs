using Delight.Dashboard.Tests.Looking;
using Delight.Simulator;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>The pages of an installation on RabbitMQ and PostgreSQL, with two processes that serve them.</summary>
internal sealed class DistributedTests
{
    private static readonly string[][] Roles = [["Receiver", "Ledger", "Rules", "Fulfilment"], ["Dashboard"], ["Dashboard"]];

    [Test]
    public async Task Whoever_signed_in_stays_so_at_another_process_and_after_a_restart_and_every_page_works()
    {
        await using var installation = await Installation.CreateAsync(Form.Distributed, arrangement: new Arrangement { Roles = Roles, Settings = PagesInstallation.Settings });
        await installation.StartOrEndAsync();
        await installation.SendAsync(DemoShop.Deliveries(DemoShop.History(customers: 40, seed: 2, TimeProvider.System.GetUtcNow()), seed: 2));
        await installation.SettledAsync();
        var first = (HostProcess)installation.Processes[1];
        var other = installation.Processes[2].Address;
        await using var olga = await (await PagesInstallation.Browser.OpenAsync(first.Address, others: other)).SignInAsync("olga", PagesInstallation.Password);

        await olga.GoAsync(new Uri(other, "/queues").ToString());
        await Assertions.Expect(olga.Page.Locator("tbody th").Filter(new() { HasText = "fulfilment" })).ToBeVisibleAsync();
        foreach (var page in new[] { "/", "/find?q=delight-tea", "/rules", "/catalogue", "/record" })
        {
            await olga.GoAsync(page);
            Assert.That(await olga.Page.Locator(".state.trouble").CountAsync(), Is.Zero, page);
        }

        await olga.GoAsync("/packing");
        await olga.Page.Locator("[data-tick]").First.CheckAsync();
        await RestartAsync(first, olga);
        await olga.LiveAsync();
        await Assertions.Expect(olga.Page.Locator("[data-tick]").First).ToBeCheckedAsync(new() { Timeout = 30_000 });
    }

    /// <summary>The page says that it is not live, and comes back by itself.</summary>
    private static async Task RestartAsync(HostProcess process, Visitor visitor)
    {
        visitor.Expect("console:"); // The browser says at length that nobody answers.
        await process.StopAsync();
        await Assertions.Expect(visitor.Page.Locator(".live-word")).ToHaveTextAsync("not live", new() { Timeout = 30_000 });
        await process.StartAsync();
        await process.ReadyAsync();
        await Assertions.Expect(visitor.Page.Locator(".live-word")).ToHaveTextAsync("live", new() { Timeout = 60_000 });
    }
}
