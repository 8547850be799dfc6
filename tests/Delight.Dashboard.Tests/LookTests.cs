using Delight.Dashboard.Tests.Looking;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>What everybody meets on every page, in both themes and at the size of a phone.</summary>
internal sealed class LookTests
{
    private static readonly (string Name, string Address)[] Pages =
    [
        ("overview", "/"), ("wall", "/?wall"), ("find", "/find?q=noticed"), ("queues", "/queues"), ("rules", "/rules"), ("catalogue", "/catalogue"), ("record", "/record"), ("shop", "/shop"), ("packing", "/packing"), ("not-found", "/not-found"),
    ];

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_on_any_page(ColorScheme theme)
    {
        await using var visitor = await PagesInstallation.VisitAsync("olga", theme: theme);
        foreach (var (name, address) in await PagesAsync())
        {
            await visitor.GoAsync(address);
            await visitor.KeepAsync($"{name}-{theme}");
            Assert.That(await visitor.AxeAsync(), Is.Empty, $"{address}, {theme}");
        }
    }

    [Test]
    public async Task On_a_phone_nothing_is_wider_than_the_screen()
    {
        await using var visitor = await PagesInstallation.VisitAsync("olga", width: 360, height: 740);
        foreach (var (name, address) in await PagesAsync())
        {
            await visitor.GoAsync(address);
            await visitor.KeepAsync($"{name}-phone");
            Assert.That(await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(360), address);
        }
    }

    [Test]
    public async Task By_keyboard_alone_everything_is_reached_and_it_shows_where_one_is()
    {
        await using var olga = await PagesInstallation.VisitAsync("olga");
        await olga.GoAsync("/queues");
        await olga.Page.Locator(".skip").FocusAsync(); // The page puts it on the heading, from where tabs go on.
        await Assertions.Expect(olga.Page.Locator(".skip")).ToBeInViewportAsync();
        var reached = new HashSet<string>();
        for (var step = 0; step < 15; step++)
        {
            await olga.Page.Keyboard.PressAsync("Tab");
            reached.Add(await olga.Page.EvaluateAsync<string>("() => (document.activeElement.innerText || document.activeElement.getAttribute('aria-label') || '').trim()"));
            Assert.That(await olga.Page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"), Is.EqualTo("solid"), string.Join(", ", reached));
        }

        Assert.That(reached, Is.SupersetOf(new[] { "Overview", "Find", "Queues", "Rules", "Catalogue", "Packing", "Record", "Waiting", "Failed" }));
    }

    [Test]
    public async Task The_door_is_as_well_kept_as_the_house([Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme theme)
    {
        await using var visitor = await PagesInstallation.Browser.OpenAsync(PagesInstallation.Address, theme: theme);
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.KeepAsync($"sign-in-{theme}");

        Assert.That(await visitor.AxeAsync(), Is.Empty);
    }

    private static async Task<IEnumerable<(string Name, string Address)>> PagesAsync()
    {
        var parcel = (await PagesInstallation.ParcelsAsync("all"))[^1];
        return Pages.Append(("order", $"/orders/{parcel.GetProperty("shop").GetString()}/{parcel.GetProperty("orderId").GetString()}"));
    }
}
