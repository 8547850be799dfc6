using Delight.Simulator;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>The packing bench of two shops, which number their orders alike.</summary>
internal sealed class TwoShopsBenchTests
{
    private Installation _installation = default!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _installation = await Installation.CreateAsync(Form.Embedded, moreShops: 1, arrangement: new Arrangement { Settings = PagesInstallation.Settings });
        await _installation.StartOrEndAsync();
        var history = DemoShop.History(customers: 20, seed: 1, TimeProvider.System.GetUtcNow());
        await _installation.SendAsync(DemoShop.Deliveries(history, seed: 1));
        await _installation.SendAsync(DemoShop.Deliveries(history, seed: 1), shop: Installation.ShopNumber(1));
        await _installation.SettledAsync();
    }

    [OneTimeTearDown]
    public async Task EndAsync() => await _installation.DisposeAsync();

    [Test]
    public async Task A_scanned_number_that_several_shops_have_is_asked_about()
    {
        await using var paul = await (await PagesInstallation.Browser.OpenAsync(_installation.Processes[^1].Address)).SignInAsync("paul", PagesInstallation.Password);
        await paul.GoAsync("/packing");
        await Assertions.Expect(paul.Page.Locator("[data-tick]").First).ToBeAttachedAsync();
        var (before, bench) = (await paul.Page.Locator("h1").InnerTextAsync(), paul.Page.Locator("[data-bench]"));
        var other = await bench.GetAttributeAsync("data-shop") == Installation.Shop ? Installation.ShopNumber(1) : Installation.Shop;

        await paul.Page.Locator("#scan-box").FillAsync(before);
        await paul.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(paul.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync($"2 shops have an order {before}");
        await Assertions.Expect(bench).Not.ToHaveAttributeAsync("data-shop", other);
        await paul.KeepAsync("namesakes");
        await paul.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Button, new() { Name = other, Exact = true }).ClickAsync();
        await Assertions.Expect(bench).ToHaveAttributeAsync("data-shop", other);
        await Assertions.Expect(paul.Page.Locator("h1")).ToHaveTextAsync(before);
    }
}
