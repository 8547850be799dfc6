using System.Text.Json;
using Delight.Dashboard.Tests.Looking;
using Delight.ObjectMother;
using Delight.Simulator;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>One embedded installation with a shop's history, people of every role, and one browser, for all tests of this project.</summary>
[SetUpFixture]
internal sealed class PagesInstallation
{
    public const string Password = Written.Mark + ": four words are a password";
    public const string OtherShop = "other-shop.myshopify.com";
    private static Installation? _installation;
    private static Browser? _browser;

    public static Installation Installation => _installation!;

    public static Browser Browser => _browser!;

    public static Uri Address => Installation.Processes[^1].Address;

    /// <summary>Somebody who has signed in.</summary>
    public static async Task<Visitor> VisitAsync(string name, int width = 1280, int height = 900, ColorScheme theme = ColorScheme.Light) =>
        await (await Browser.OpenAsync(Address, width, height, theme)).SignInAsync(name, Password);

    public static async Task<IReadOnlyList<JsonElement>> ParcelsAsync(string state = "open")
    {
        using var parcels = JsonDocument.Parse(await Installation.Api.GetStringAsync(new Uri($"/api/v1/fulfilment?state={state}&limit=1000", UriKind.Relative)));
        return [.. parcels.RootElement.GetProperty("orders").EnumerateArray().Select(p => p.Clone())];
    }

    /// <summary>People of every role, and a shop with a catalogue and a budget.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Demo",
        ["Delight__SignIn__Users__0"] = User("olga", "operator"),
        ["Delight__SignIn__Users__1"] = User("paul", "packer"),
        ["Delight__SignIn__Users__2"] = User("pia", "packer"),
        ["Delight__SignIn__Users__3"] = User("vera", "viewer"),
        ["Delight__SignIn__Users__4"] = User("mark", "marketing"),
        ["Delight__SignIn__Users__5"] = User("bound", "operator", OtherShop),
        ["Delight__Giving__Shops__0__Shop"] = Installation.Shop,
        ["Delight__Giving__Shops__0__Currency"] = "USD",
        ["Delight__Giving__Shops__0__MonthlyBudget"] = "500",
        ["Delight__Giving__Shops__0__Catalogue__0__Sku"] = "DELIGHT-SWEET",
        ["Delight__Giving__Shops__0__Catalogue__0__Title"] = "A bag of toffees from next door",
        ["Delight__Giving__Shops__0__Catalogue__0__Cost"] = "1.20",
        ["Delight__Giving__Shops__0__Catalogue__0__Value"] = "4",
        ["Delight__Giving__Shops__0__Catalogue__1__Sku"] = "DELIGHT-MUG",
        ["Delight__Giving__Shops__0__Catalogue__1__Title"] = "A mug from the maker",
        ["Delight__Giving__Shops__0__Catalogue__1__Cost"] = "4.20",
        ["Delight__Giving__Shops__0__Catalogue__1__Value"] = "9",
        ["Delight__Giving__Shops__0__Catalogue__1__Stock"] = "0",
        ["Delight__Giving__Shops__0__Catalogue__1__Traits__0"] = "fragile",
    };

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _browser = await Browser.StartAsync();
        _installation = await Installation.CreateAsync(Form.Embedded, moreShops: 0, arrangement: new Arrangement { Settings = Settings });
        await _installation.StartOrEndAsync();
        var history = DemoShop.History(customers: 150, seed: 3, TimeProvider.System.GetUtcNow());
        await _installation.SendAsync(DemoShop.Deliveries(history, seed: 3));
        await _installation.SettledAsync();
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }

        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }

    private static string User(string name, string role, params string[] shops) => DashboardModule.MakeUser(name, [role], shops, Password).Setting!;
}
