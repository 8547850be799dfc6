using Delight.Dashboard.Tests.Looking;
using Delight.SystemTests.Running;
using Microsoft.Playwright;
using static Delight.Dashboard.Tests.Looking.Bench;

namespace Delight.Dashboard.Tests;

/// <summary>Ticks on their way from the browser to the server: none is lost.</summary>
internal sealed class BenchTicksTests
{
    [Test]
    public async Task No_tick_is_lost_with_the_connection()
    {
        await using var paul = await AtBenchAsync("paul");
        var order = await ParcelInHandAsync(paul);
        paul.Expect("ERR_INTERNET_DISCONNECTED");
        paul.Expect("WebSocket");
        await paul.Context.SetOfflineAsync(true);

        await paul.Page.Locator("[data-tick]").First.DispatchEventAsync("click");
        await Assertions.Expect(paul.Page.Locator("[data-bench-offline]")).ToBeVisibleAsync();
        await paul.KeepAsync("offline");
        await paul.Context.SetOfflineAsync(false);

        await Eventually.BecomesTrueAsync("the server has the tick", async () => await IsTickedAsync(order));
        await Assertions.Expect(paul.Page.Locator("[data-bench-offline]")).ToBeHiddenAsync();
        Assert.That(await paul.Page.EvaluateAsync<string>("() => localStorage.getItem('delight-ticks')"), Is.EqualTo("{}"));
    }

    [Test]
    public async Task A_refused_tick_is_kept_and_handed_in_by_the_page_that_is_loaded_anew()
    {
        await using var paul = await AtBenchAsync("paul");
        paul.Expect("400");
        var order = await ParcelInHandAsync(paul);
        var asked = 0;
        await paul.Page.RouteAsync("**/packing/ticks", route => ++asked == 1 ? route.FulfillAsync(new() { Status = 400 }) : route.ContinueAsync());

        await paul.Page.Locator("[data-tick]").First.DispatchEventAsync("click");

        await Eventually.BecomesTrueAsync("the server has the tick", async () => await IsTickedAsync(order));
        await paul.LiveAsync();
        await Assertions.Expect(paul.Page.Locator("[data-tick]").First).ToBeCheckedAsync();
        Assert.That(asked, Is.EqualTo(2));
    }

    [Test]
    public async Task A_tick_that_is_refused_again_and_again_is_kept_and_said_and_loads_the_page_once()
    {
        await using var paul = await AtBenchAsync("paul");
        paul.Expect("400");
        var loads = 0;
        paul.Page.Load += (_, _) => loads++;
        await paul.Page.RouteAsync("**/packing/ticks", route => route.FulfillAsync(new() { Status = 400 }));

        await paul.Page.Locator("[data-tick]").First.DispatchEventAsync("click");

        await Assertions.Expect(paul.Page.Locator("[data-bench-refused]")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Task.Delay(2500); // The next try would come after two seconds.
        Assert.That(loads, Is.EqualTo(1));
        Assert.That(await paul.Page.EvaluateAsync<int>("() => Object.keys(JSON.parse(localStorage.getItem('delight-ticks'))).length"), Is.EqualTo(1));

        await paul.Page.UnrouteAsync("**/packing/ticks");
        await paul.Page.Locator("[data-tick]").First.DispatchEventAsync("click");
        await Assertions.Expect(paul.Page.Locator("[data-bench-refused]")).ToBeHiddenAsync();
    }

    [Test]
    public async Task A_page_that_is_opened_by_a_link_from_elsewhere_leaves_an_open_bench_its_ticks()
    {
        await using var paul = await AtBenchAsync("paul");
        var order = await ParcelInHandAsync(paul);
        var mail = await paul.Context.NewPageAsync();
        await mail.GotoAsync($"data:text/html,<a href='{PagesInstallation.Address}record'>a link</a>");
        await mail.GetByText("a link").ClickAsync();
        await mail.WaitForURLAsync("**/record");
        var loads = 0;
        paul.Page.Load += (_, _) => loads++;

        await paul.Page.Locator("[data-tick]").First.DispatchEventAsync("click");

        await Eventually.BecomesTrueAsync("the server has the tick", async () => await IsTickedAsync(order));
        Assert.That(loads, Is.Zero);
    }
}
