using System.Net.Http.Json;
using System.Text.Json;
using Delight.Dashboard.Tests.Looking;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>The packing bench, as packers use it.</summary>
internal sealed class BenchTests
{
    [Test]
    public async Task Two_packers_never_get_the_same_parcel()
    {
        await using var paul = await AtBenchAsync("paul");
        await using var pia = await AtBenchAsync("pia");
        var seen = new List<string>();
        foreach (var packer in new[] { paul, pia, paul, pia })
        {
            seen.Add(await OrderAsync(packer));
            await PackAsync(packer);
            await NextAsync(packer);
        }

        Assert.That(seen, Is.Unique);
        Assert.That(await OrderAsync(paul), Is.Not.EqualTo(await OrderAsync(pia)));
    }

    [Test]
    public async Task A_parcel_is_ticked_line_by_line_finished_taken_back_and_finished_again()
    {
        await using var paul = await AtBenchAsync("paul");
        var order = await OrderAsync(paul);
        var finish = paul.Page.Locator("#finish");
        Assert.That(await finish.IsDisabledAsync(), Is.True, "before every line is ticked");

        await PackAsync(paul);
        await Assertions.Expect(paul.Page.GetByText("Packed. Somebody will be glad.")).ToBeVisibleAsync();
        await paul.KeepAsync("finished");
        await paul.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Assertions.Expect(finish).ToBeEnabledAsync();
        Assert.That(await OrderAsync(paul), Is.EqualTo(order));
        await paul.Page.Locator("h1").ClickAsync();
        await paul.Page.Keyboard.PressAsync("f");
        await Assertions.Expect(paul.Page.GetByText("Packed. Somebody will be glad.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_swipe_to_the_left_finishes()
    {
        await using var paul = await AtBenchAsync("paul");
        await TickAllAsync(paul);
        await Assertions.Expect(paul.Page.Locator("#finish")).ToBeEnabledAsync();

        await paul.Page.Mouse.MoveAsync(800, 700);
        await paul.Page.Mouse.DownAsync();
        await paul.Page.Mouse.MoveAsync(500, 705, new() { Steps = 5 });
        await paul.Page.Mouse.UpAsync();

        await Assertions.Expect(paul.Page.GetByText("Packed. Somebody will be glad.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task By_keyboard_alone()
    {
        await using var paul = await AtBenchAsync("paul");
        var lines = await paul.Page.Locator("[data-tick]").CountAsync();
        for (var line = 1; line <= lines; line++)
        {
            await paul.Page.Keyboard.PressAsync($"{line}");
        }

        await Assertions.Expect(paul.Page.Locator("#finish")).ToBeEnabledAsync();
        await paul.Page.Locator("#finish").FocusAsync();
        await paul.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(paul.Page.GetByText("Packed. Somebody will be glad.")).ToBeVisibleAsync();
    }

    [Test]
    public async Task No_tick_is_lost_with_the_connection()
    {
        await using var paul = await AtBenchAsync("paul");
        var bench = paul.Page.Locator("[data-bench]");
        var (shop, order) = (await bench.GetAttributeAsync("data-shop"), await bench.GetAttributeAsync("data-order"));
        paul.Expect("ERR_INTERNET_DISCONNECTED");
        paul.Expect("WebSocket");
        await paul.Context.SetOfflineAsync(true);

        await paul.Page.Locator("[data-tick]").First.DispatchEventAsync("click");
        await Assertions.Expect(paul.Page.Locator("[data-bench-offline]")).ToBeVisibleAsync();
        await paul.KeepAsync("offline");
        await paul.Context.SetOfflineAsync(false);

        await Eventually.BecomesTrueAsync("the server has the tick", async () =>
            (await PagesInstallation.Installation.Api.GetFromJsonAsync<JsonElement>($"/api/v1/packing/{shop}/{order}?bench=look")).GetProperty("lines")[0].GetProperty("ticked").GetBoolean());
        await Assertions.Expect(paul.Page.Locator("[data-bench-offline]")).ToBeHiddenAsync();
        Assert.That(await paul.Page.EvaluateAsync<string>("() => localStorage.getItem('delight-ticks')"), Is.EqualTo("{}"));
    }

    [Test]
    public async Task A_scanned_order_is_jumped_to_and_one_in_other_hands_is_not_taken()
    {
        await using var paul = await AtBenchAsync("paul");
        await using var pia = await AtBenchAsync("pia");
        var taken = await OrderAsync(paul);

        await ScanAsync(pia, taken);
        await Assertions.Expect(pia.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("paul");
        var free = (await PagesInstallation.ParcelsAsync()).Last(p => p.GetProperty("state").GetString() == "open").GetProperty("orderName").GetString()!;
        await ScanAsync(pia, free);

        await Assertions.Expect(pia.Page.Locator("h1")).ToHaveTextAsync(free);
        await ScanAsync(pia, "#0");
        await Assertions.Expect(pia.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No order is called #0");
    }

    [Test]
    public async Task Paper_has_the_slip_and_the_words_to_copy()
    {
        await using var paul = await AtBenchAsync("paul");
        await paul.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Assertions.Expect(paul.Page.Locator(".print-only")).ToBeVisibleAsync();
        await Assertions.Expect(paul.Page.Locator(".print-only .guide .note").First).ToBeVisibleAsync();
        await Assertions.Expect(paul.Page.Locator(".ticks")).ToBeHiddenAsync();
        await paul.KeepAsync("print");
    }

    private static async Task<Visitor> AtBenchAsync(string packer)
    {
        var visitor = await PagesInstallation.VisitAsync(packer, width: 1024, height: 900);
        await visitor.GoAsync("/packing");
        await Assertions.Expect(visitor.Page.Locator("[data-tick]").First).ToBeAttachedAsync();
        return visitor;
    }

    private static async Task<string> OrderAsync(Visitor packer) => (await packer.Page.Locator("h1").InnerTextAsync()).Trim();

    private static async Task TickAllAsync(Visitor packer)
    {
        var boxes = packer.Page.Locator("[data-tick]");
        for (var i = 0; i < await boxes.CountAsync(); i++)
        {
            await boxes.Nth(i).CheckAsync();
        }
    }

    private static async Task PackAsync(Visitor packer)
    {
        await TickAllAsync(packer);
        await packer.Page.Locator("#finish").ClickAsync();
    }

    private static async Task NextAsync(Visitor packer)
    {
        var before = await OrderAsync(packer);
        await packer.Page.Locator("#next").ClickAsync();
        await Assertions.Expect(packer.Page.Locator("h1")).Not.ToHaveTextAsync(before);
    }

    private static async Task ScanAsync(Visitor packer, string number)
    {
        await packer.Page.Locator("#scan-box").FillAsync(number);
        await packer.Page.Keyboard.PressAsync("Enter");
    }
}
