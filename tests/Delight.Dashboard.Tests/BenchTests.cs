using System.Net.Http.Json;
using System.Text.Json;
using Delight.Dashboard.Pages;
using Delight.Dashboard.Tests.Looking;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>The packing bench, as packers use it.</summary>
internal sealed class BenchTests
{
    private static int _taken;

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
        await Task.Delay(500);
        await Assertions.Expect(paul.Page.Locator("#finish")).ToBeVisibleAsync(); // A mouse selects words so.
        await paul.Page.EvaluateAsync("""
            () => [["pointerdown", 800], ["pointerup", 500]].forEach(([type, clientX]) => document.querySelector(".ticks")
              .dispatchEvent(new PointerEvent(type, { bubbles: true, isPrimary: true, pointerType: "touch", clientX, clientY: 700 })))
            """);

        await Assertions.Expect(paul.Page.GetByText("Packed. Somebody will be glad.")).ToBeVisibleAsync();
    }

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
    public async Task What_is_left_for_somebody_else_does_not_come_straight_back()
    {
        await using var paul = await AtBenchAsync("paul");
        var left = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            left.Add(await OrderAsync(paul));
            await paul.Page.GetByRole(AriaRole.Button, new() { Name = "Leave it for somebody else" }).ClickAsync();
            await Assertions.Expect(paul.Page.Locator("h1")).Not.ToHaveTextAsync(left[^1]);
        }

        Assert.That(left, Is.Unique);
        await using var pia = await AtBenchAsync("pia");
        Assert.That(left, Does.Contain(await OrderAsync(pia)), "It is free for others.");
    }

    [Test]
    public async Task It_can_be_finished_at_once_after_the_last_tick()
    {
        await using var paul = await AtBenchAsync("paul");
        await TickAllAsync(paul);

        // The page looks again by itself only every other second.
        await Assertions.Expect(paul.Page.Locator("#finish")).ToBeEnabledAsync(new() { Timeout = 1000 });
    }

    [Test]
    public async Task An_extra_in_a_size_is_no_note()
    {
        var order = await FreeAsync();
        Assert.That(new SeenTick("", "extra", "SOCKS", "Warm socks", 1, "Size M", "", "", [], false).IsWords, Is.False);
        Assert.That(new SeenLine("greeting-card", null, null, 1, "Hello", "", "", []).IsWords, Is.True);
        Assert.That(new SeenFoundLine("", "", "", null, default, "", "handwritten-note", null, null, "Hello", "").IsWords, Is.True);
        await using var paul = await AtBenchAsync("paul");
        await ScanAsync(paul, order);
        await Assertions.Expect(paul.Page.Locator("h1")).ToHaveTextAsync(order);
        await Assertions.Expect(paul.Page.Locator("li.extra .title").First).ToBeVisibleAsync();
        await Assertions.Expect(paul.Page.Locator(".print-only")).Not.ToContainTextAsync("()");
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

    [Test]
    public async Task It_says_nothing_of_parcels_before_it_has_asked_for_one()
    {
        await using var paul = await AtBenchAsync("paul");

        var first = await (await paul.Context.APIRequest.GetAsync("/packing")).TextAsync();

        Assert.That(first, Does.Not.Contain("Every parcel is packed").And.Contains("One moment"));
    }

    [Test]
    public async Task Whoever_was_shown_the_words_of_a_parcel_is_noted()
    {
        await using var pia = await AtBenchAsync("pia");
        var order = await ParcelInHandAsync(pia);

        var noted = await PagesInstallation.Installation.Api.GetFromJsonAsync<JsonElement>("/api/v1/showings");

        Assert.That(noted.GetProperty("showings").EnumerateArray().Select(s => (s.GetProperty("who").GetString(), s.GetProperty("page").GetString(), s.GetProperty("orderId").GetString())),
            Does.Contain(("pia", "packing", order.OrderId)));
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

    /// <summary>One that no bench has in hand: they are handed out from the other end, and another each time.</summary>
    private static async Task<string> FreeAsync() =>
        (await PagesInstallation.ParcelsAsync()).Where(p => p.GetProperty("lines").EnumerateArray().Any(l => l.GetProperty("kind").GetString() == "extra"))
            .TakeLast(++_taken).First().GetProperty("orderName").GetString()!;

    private static async Task<(string Shop, string OrderId)> ParcelInHandAsync(Visitor packer)
    {
        var bench = packer.Page.Locator("[data-bench]");
        return ((await bench.GetAttributeAsync("data-shop"))!, (await bench.GetAttributeAsync("data-order"))!);
    }

    private static Task<JsonElement> ShownAsync(JsonElement parcel) => ShownAsync((parcel.GetProperty("shop").GetString()!, parcel.GetProperty("orderId").GetString()!));

    private static Task<JsonElement> ShownAsync((string Shop, string OrderId) parcel) =>
        PagesInstallation.Installation.Api.GetFromJsonAsync<JsonElement>($"/api/v1/packing/{parcel.Shop}/{parcel.OrderId}?bench=look");

    private static async Task<bool> IsTickedAsync((string Shop, string OrderId) parcel) => (await ShownAsync(parcel)).GetProperty("lines")[0].GetProperty("ticked").GetBoolean();

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
