using System.Text.Json;
using Delight.Dashboard.Tests.Looking;
using Delight.FakeShops;
using Delight.ObjectMother;
using Delight.Simulator;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests.Shops;

/// <summary>An installation with two shops, one of which can be asked by its Admin API: a stand-in, in this process.</summary>
internal sealed class AskedShop : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private int _orders;

    private AskedShop(FakeShop fake, Installation installation, TemporaryFolder folder) => (Fake, Installation, _folder) = (fake, installation, folder);

    public FakeShop Fake { get; }

    public Installation Installation { get; }

    /// <param name="furnish">What the shop is like before anybody asks it.</param>
    /// <param name="writeBack">What is written into its orders.</param>
    public static async Task<AskedShop> OpenAsync(Action<FakeShop>? furnish = null, string writeBack = "None")
    {
        Repository.Shared("data/shopify/admin-2026-01.schema.graphql");
        var fake = await FakeShop.StartAsync(new FakeShopOptions
        {
            Domain = Installation.Shop, Token = Written.Mark + "-the-shops-admin-token", WebhookSecret = Installation.Secret, RestoreRate = 10_000, MaximumAvailable = 100_000,
        });
        furnish?.Invoke(fake);
        var folder = new TemporaryFolder();
        var installation = await Installation.CreateAsync(Form.Embedded, moreShops: 1, arrangement: new Arrangement { Settings = Settings(fake, writeBack, folder.File("public.json")) });

        // Where it listens is known only now.
        var receiver = new Uri(installation.Processes[0].Address, "webhooks/shopify");
        await File.WriteAllTextAsync(folder.File("public.json"), JsonSerializer.Serialize(new { Delight = new { Shopify = new { PublicUrl = receiver } } }));
        fake.Deliveries.Keep(new Subscription(1, "ORDERS_CREATE", receiver.AbsoluteUri, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
        await installation.StartOrEndAsync();
        return new AskedShop(fake, installation, folder);
    }

    public async Task<Visitor> VisitAsync(string name, int width = 1280, int height = 900, ColorScheme theme = ColorScheme.Light) =>
        await (await PagesInstallation.Browser.OpenAsync(Installation.Processes[^1].Address, width, height, theme)).SignInAsync(name, PagesInstallation.Password);

    /// <summary>An order of which nobody was told.</summary>
    public FakeOrder Untold(TimeSpan? age = null, long customer = 77) => Fake.Merchant.Remember(Order(age ?? TimeSpan.FromMinutes(1), customer));

    /// <summary>An order of which the shop tells.</summary>
    public FakeOrder Told(long customer = 77) => Fake.Merchant.Place(Order(TimeSpan.Zero, customer));

    /// <summary>The page as it is now: in both themes and at the size of a phone, for axe and for whoever looks at the pictures.</summary>
    public async Task LooksWellAsync(string name)
    {
        foreach (var (theme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 360) })
        {
            await using var visitor = await VisitAsync("olga", width, theme: theme);
            await visitor.GoAsync("/shop");
            await visitor.KeepAsync($"{name}-{theme}-{width}");
            Assert.That(await visitor.AxeAsync(), Is.Empty, $"{name}, {theme}, {width}");
            Assert.That(await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Installation.DisposeAsync();
        await Fake.DisposeAsync();
        _folder.Dispose();
    }

    private ShopOrder Order(TimeSpan age, long customer) => new()
    {
        Id = Fake.Merchant.NextId(), Name = $"#{1000 + ++_orders}", CustomerId = customer, CustomerFirstName = "Ada", CreatedAt = Fake.Options.Time.GetUtcNow() - age, FinancialStatus = "paid",
        Total = 25, Currency = "USD", Lines = [new("TEA-1", "Morning tea", 1, 25, Vendor: "Leaf & Co")],
    };

    private static Dictionary<string, string> Settings(FakeShop fake, string writeBack, string settingsFile) => new(PagesInstallation.Settings)
    {
        ["Delight__Shopify__Shops__0__Shop"] = Installation.Shop,
        ["Delight__Shopify__Shops__0__AdminUrl"] = fake.Address.ToString().TrimEnd('/'),
        ["Delight__Shopify__Shops__0__Token"] = fake.Options.Token!,
        ["Delight__Shopify__Shops__0__LiveSince"] = fake.Options.Time.GetUtcNow().AddDays(-7).ToString("O"),
        ["Delight__Shopify__Shops__0__WriteBack"] = writeBack,
        ["Delight__Shopify__ReconcileMinutes"] = "1440",
        ["Delight__Shopify__ReconcileGraceMinutes"] = "0",
        ["Delight__Shopify__WatchMinutes"] = "1440",
        ["Delight__SettingsFile"] = settingsFile,
    };
}
