using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests.Looking;

/// <summary>Somebody at a screen, with a browser of their own.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    /// <summary>What Blazor tells a page that still speaks to the circuit it ended as it closed.</summary>
    private const string ToWhoLeaves = "Circuit has been shut down due to error.";
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];
    private readonly List<string> _expected = [];

    public Visitor(IBrowserContext context, IPage page, IReadOnlyList<Uri> addresses)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _faults.Add($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => _faults.Add($"script: {error}");
        page.Request += (_, request) =>
        {
            if (!addresses.Any(a => request.Url.StartsWith(a.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                _faults.Add($"asked of another host: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    /// <summary>What a test brings about on purpose, such as a connection that is lost.</summary>
    public void Expect(string partOfFault) => _expected.Add(partOfFault);

    public async Task<Visitor> SignInAsync(string name, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("Name").FillAsync(name);
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Page.WaitForURLAsync("**/");
        return this;
    }

    /// <summary>Until it is live.</summary>
    public async Task GoAsync(string address)
    {
        await Page.GotoAsync(address);
        await LiveAsync();
    }

    public Task LiveAsync() => Page.WaitForFunctionAsync("() => document.querySelector('[data-interactive=yes]') && !document.querySelector('.state.loading')");

    private static string? Pictures => Environment.GetEnvironmentVariable("DELIGHT_TEST_PICTURES") is { Length: > 0 } folder ? folder : null;

    /// <summary>Whether pictures are kept, and what only they need is worth its time.</summary>
    public static bool Keeps => Pictures is not null;

    /// <summary>A picture for whoever looks, where <c>DELIGHT_TEST_PICTURES</c> names a folder.</summary>
    public async Task KeepAsync(string name, bool wholePage = true)
    {
        if (Pictures is { } folder)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = wholePage });
        }
    }

    /// <summary>What axe finds by the rules of WCAG 2.2, levels A and AA, and its own best practices.</summary>
    public async Task<IReadOnlyList<string>> AxeAsync()
    {
        var result = await Page.RunAxe(new AxeRunOptions());
        return [.. result.Violations.Select(v => $"{v.Id}: {v.Help} ({string.Join("; ", v.Nodes.Take(3).Select(n => n.Html))})")];
    }

    public async ValueTask DisposeAsync()
    {
        var until = _faults.Count;
        await _context.DisposeAsync();
        Assert.That(_faults.Where((f, i) => !_expected.Any(f.Contains) && (i < until || !f.Contains(ToWhoLeaves, StringComparison.Ordinal))), Is.Empty, "what the browser had to say");
    }
}
