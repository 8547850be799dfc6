using Delight.Dashboard.Pages;
using Delight.Dashboard.Tests.Looking;
using Microsoft.Playwright;
using static Delight.Dashboard.Tests.Looking.Bench;

namespace Delight.Dashboard.Tests;

/// <summary>What the bench shows of a parcel, on the screen and on paper.</summary>
internal sealed class BenchLinesTests
{
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
    public async Task Paper_has_the_slip_and_the_words_to_copy()
    {
        await using var paul = await AtBenchAsync("paul");
        await paul.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Assertions.Expect(paul.Page.Locator(".print-only")).ToBeVisibleAsync();
        await Assertions.Expect(paul.Page.Locator(".print-only .guide .note").First).ToBeVisibleAsync();
        await Assertions.Expect(paul.Page.Locator(".ticks")).ToBeHiddenAsync();
        await paul.KeepAsync("print");
    }
}
