using Microsoft.Playwright;

namespace Delight.Dashboard.Tests.Looking;

/// <summary>Debian's Chromium. Whatever a page asks of another host, and whatever stands in its console, fails the test.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    // It knocks at hosts of its maker's otherwise.
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Browser> StartAsync()
    {
        if (!File.Exists(Chromium))
        {
            Assert.Ignore($"{Chromium} is not there: run tests/run.sh, which installs it.");
        }

        var playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = Quiet }));
    }

    /// <param name="others">Addresses besides that pages may be had from.</param>
    public Task<Visitor> OpenAsync(Uri address, int width = 1280, int height = 900, ColorScheme theme = ColorScheme.Light, params Uri[] others) =>
        OpenAsync(address, "en-GB", "Europe/Berlin", width, height, theme, others);

    /// <summary>Somebody elsewhere.</summary>
    /// <param name="locale">Such as <c>de-DE</c>.</param>
    /// <param name="zone">Such as <c>Asia/Tokyo</c>.</param>
    public async Task<Visitor> OpenAsync(Uri address, string locale, string zone, int width = 1280, int height = 900, ColorScheme theme = ColorScheme.Light, params Uri[] others)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(), ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce,
            Locale = locale, TimezoneId = zone,
        });
        return new Visitor(context, await context.NewPageAsync(), [address, .. others]);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
