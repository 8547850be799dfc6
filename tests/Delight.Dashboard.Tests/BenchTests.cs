using System.Net.Http.Json;
using System.Text.Json;
using Delight.Dashboard.Tests.Looking;
using Microsoft.Playwright;
using static Delight.Dashboard.Tests.Looking.Bench;

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

        var height = (await paul.Page.Locator("h1").BoundingBoxAsync())!.Y; // Where nothing can be pressed, however long the parcel is.
        await paul.Page.Mouse.MoveAsync(500, height);
        await paul.Page.Mouse.DownAsync();
        await paul.Page.Mouse.MoveAsync(200, height + 5, new() { Steps = 5 });
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
    public async Task It_can_be_finished_at_once_after_the_last_tick()
    {
        await using var paul = await AtBenchAsync("paul");
        await TickAllAsync(paul);

        // The page looks again by itself only every other second.
        await Assertions.Expect(paul.Page.Locator("#finish")).ToBeEnabledAsync(new() { Timeout = 1000 });
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
}
