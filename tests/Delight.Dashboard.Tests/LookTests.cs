using Delight.Dashboard.Tests.Looking;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>How the pages look.</summary>
internal sealed class LookTests
{
    private static readonly string[] Pages = ["/", "/find?q=note", "/queues", "/rules", "/catalogue", "/record"];

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_on_any_page_in_either_theme(ColorScheme theme)
    {
        await using var visitor = await (await PagesInstallation.Browser.OpenAsync(PagesInstallation.Address, theme: theme)).SignInAsync("olga", PagesInstallation.Password);
        foreach (var page in Pages)
        {
            await visitor.GoAsync(page);
            await visitor.Page.ScreenshotAsync(new() { Path = $"/tmp/shots/{page.Trim('/').Split('?')[0]}-{theme}.png", FullPage = true });
            Assert.That(await visitor.AxeAsync(), Is.Empty, $"{page}, {theme}");
        }
    }
}
