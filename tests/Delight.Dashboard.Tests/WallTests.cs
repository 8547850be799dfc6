using Delight.Dashboard.Tests.Looking;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>A screen on the wall, before which nobody scrolls.</summary>
internal sealed class WallTests
{
    private const string Things = "main > :not(ol, .cards), main > ol > li, main > .cards > *";

    [Test]
    public async Task What_does_not_fit_is_turned_through_so_that_everything_is_whole_once()
    {
        await using var vera = await PagesInstallation.VisitAsync("vera", width: 1280, height: 480);
        await vera.GoAsync("/?wall=1");
        await vera.Page.EvaluateAsync($$"""
            () => {
              window.whole = new Set(); window.places = new Set();
              setInterval(() => {
                places.add(Math.round(scrollY));
                const top = document.querySelector(".top").getBoundingClientRect().bottom;
                document.querySelectorAll("{{Things}}").forEach((t, i) => { const r = t.getBoundingClientRect(); if (r.top >= top - 1 && r.bottom <= innerHeight + 1) whole.add(i); });
              }, 50);
            }
            """);

        var cut = "everything";
        try
        {
            await Eventually.BecomesTrueAsync("each thing was whole once", async () => (cut = await vera.Page.EvaluateAsync<string>(
                $$"""() => [...document.querySelectorAll("{{Things}}")].filter((t, i) => t.getBoundingClientRect().height > 0 && !whole.has(i)).map(t => t.outerHTML.slice(0, 80)).join("; ")""")).Length == 0, TimeSpan.FromSeconds(60));
        }
        finally
        {
            await TestContext.Out.WriteLineAsync($"Cut: {cut}; turned to {await vera.Page.EvaluateAsync<string>("() => [...places].join()")} of {await vera.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight")}");
        }

        await vera.Page.WaitForFunctionAsync("() => places.size > 1 && scrollY === 0", null, new() { Timeout = 60_000 });
        await vera.KeepAsync("wall-first", wholePage: false);
    }

    [TestCase("/?wall=0")]
    [TestCase("/")]
    public async Task It_stays_where_it_is_told_not_to_turn(string address)
    {
        await using var vera = await PagesInstallation.VisitAsync("vera", width: 1280, height: 500);
        await vera.GoAsync("/?wall=1");
        await vera.Page.WaitForFunctionAsync("() => scrollY > 0", null, new() { Timeout = 30_000 });
        await vera.GoAsync(address);
        await vera.Page.EvaluateAsync("() => { scrollTo(0, 0); window.moved = 0; addEventListener('scroll', () => { if (scrollY > 0) moved++; }); }");

        await vera.Page.WaitForTimeoutAsync(2500);
        Assert.That(await vera.Page.EvaluateAsync<int>("() => moved"), Is.Zero);
    }

    [Test]
    public async Task A_hand_stops_it()
    {
        await using var vera = await PagesInstallation.VisitAsync("vera", width: 1280, height: 500);
        await vera.GoAsync("/?wall=1");
        await vera.Page.WaitForFunctionAsync("() => scrollY > 0", null, new() { Timeout = 30_000 });
        await vera.Page.Keyboard.PressAsync("Home");
        await vera.Page.EvaluateAsync("() => { scrollTo(0, 0); window.moved = 0; addEventListener('scroll', () => { if (scrollY > 0) moved++; }); }");

        await vera.Page.WaitForTimeoutAsync(2500);
        Assert.That(await vera.Page.EvaluateAsync<int>("() => moved"), Is.Zero);
    }
}
