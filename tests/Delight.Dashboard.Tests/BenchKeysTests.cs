using System.Text.Json;
using Delight.Dashboard.Tests.Looking;
using Microsoft.Playwright;
using static Delight.Dashboard.Tests.Looking.Bench;

namespace Delight.Dashboard.Tests;

/// <summary>The packing bench by keyboard, and by a scanner, which is one.</summary>
internal sealed class BenchKeysTests
{
    [Test]
    public async Task What_a_scanner_types_is_no_command_and_presses_nothing()
    {
        await using var paul = await AtBenchAsync("paul");
        await TickAllAsync(paul);
        await Assertions.Expect(paul.Page.Locator("#finish")).ToBeEnabledAsync();
        var before = await OrderAsync(paul);
        var free = await FreeAsync();
        await paul.Page.Locator("#finish").FocusAsync();

        await paul.Page.Keyboard.TypeAsync(free, new() { Delay = 5 });
        await paul.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(paul.Page.Locator("h1")).ToHaveTextAsync(free);
        await Task.Delay(300); // A key that is held back has had its time.
        Assert.That(await paul.Page.Locator("[data-tick]:checked").CountAsync(), Is.Zero);
        var left = (await PagesInstallation.ParcelsAsync()).Single(p => p.GetProperty("orderName").GetString() == before);
        Assert.That((await ShownAsync(left)).GetProperty("undoUntil").ValueKind, Is.EqualTo(JsonValueKind.Null), "Nothing was finished.");
    }

    [Test]
    public async Task A_scan_may_be_short()
    {
        await using var paul = await AtBenchAsync("paul");
        await paul.Page.Locator("h1").ClickAsync();

        await paul.Page.Keyboard.TypeAsync("f1", new() { Delay = 5 });
        await paul.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(paul.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No order is called f1");
        Assert.That(await paul.Page.Locator("[data-tick]:checked").CountAsync(), Is.Zero);
    }

    [Test]
    public async Task Whoever_wants_no_keys_switches_them_off_for_good()
    {
        await using var paul = await AtBenchAsync("paul");
        await paul.Page.GetByLabel("Keys").UncheckAsync();
        await paul.Page.Locator("h1").ClickAsync();
        await paul.Page.Keyboard.PressAsync("1");
        await Task.Delay(300);
        await Assertions.Expect(paul.Page.Locator("[data-tick]").First).Not.ToBeCheckedAsync();

        await paul.GoAsync("/packing");
        await Assertions.Expect(paul.Page.GetByLabel("Keys")).Not.ToBeCheckedAsync();
        await paul.Page.GetByLabel("Keys").CheckAsync();
        await paul.Page.Locator("h1").ClickAsync();
        await paul.Page.Keyboard.PressAsync("1");
        await Assertions.Expect(paul.Page.Locator("[data-tick]").First).ToBeCheckedAsync();
    }

    [Test]
    public async Task By_keyboard_alone()
    {
        await using var paul = await AtBenchAsync("paul");
        var lines = await paul.Page.Locator("[data-tick]").CountAsync();
        for (var line = 1; line <= lines; line++)
        {
            await paul.Page.Keyboard.PressAsync($"{line}");
            await Task.Delay(150); // A scanner types faster.
        }

        await Assertions.Expect(paul.Page.Locator("#finish")).ToBeEnabledAsync();
        await paul.Page.Locator("#finish").FocusAsync();
        await paul.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(paul.Page.GetByText("Packed. Somebody will be glad.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_scanned_order_is_jumped_to_and_one_in_other_hands_is_not_taken()
    {
        await using var paul = await AtBenchAsync("paul");
        await using var pia = await AtBenchAsync("pia");
        var taken = await OrderAsync(paul);

        var inHand = await OrderAsync(pia);

        await ScanAsync(pia, taken);
        await Assertions.Expect(pia.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("paul");
        Assert.That(await OrderAsync(pia), Is.EqualTo(inHand), "What is in hand stays there.");
        var free = await FreeAsync();
        await ScanAsync(pia, free);

        await Assertions.Expect(pia.Page.Locator("h1")).ToHaveTextAsync(free);
        await ScanAsync(pia, "#0");
        await Assertions.Expect(pia.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No order is called #0");
        Assert.That(await OrderAsync(pia), Is.EqualTo(free), "What is in hand stays there.");
    }
}
