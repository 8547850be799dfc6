using System.Text.Json;
using Delight.Dashboard.Tests.Looking;
using Delight.FakeShops;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests.Shops;

/// <summary>What people see of a shop that can be asked, and do there; in whatever order, on one installation.</summary>
internal sealed class ShopPageTests
{
    private const int Customer = 77;
    private AskedShop? _shop;

    private AskedShop Shop => _shop!;

    [OneTimeSetUp]
    public async Task OpenAsync() => _shop = await AskedShop.OpenAsync(fake =>
        fake.Faults.Add(new Fault(FaultKind.UserError) { Operation = "SubscriptionCreate", Message = "There are too many subscriptions." }));

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
    }

    [Test]
    public async Task A_viewer_finds_it_and_sees_which_topics_come_and_may_start_nothing()
    {
        await using var vera = await Shop.VisitAsync("vera");
        await vera.GoAsync("/find");
        await vera.Page.GetByRole(AriaRole.Link, new() { Name = "Shop", Exact = true }).ClickAsync();
        await vera.Page.WaitForURLAsync("**/shop");

        var lacking = Section(vera, "subscriptions").Locator(":scope > ul > li");
        await Assertions.Expect(lacking).ToContainTextAsync("does not come", new() { Timeout = 30_000 });
        await Assertions.Expect(lacking).ToContainTextAsync("There are too many subscriptions.");
        await Assertions.Expect(vera.Page.Locator(".head")).ToContainTextAsync([Installation.Shop]);
        await Assertions.Expect(Section(vera, "history")).ToBeVisibleAsync();
        Assert.That(await vera.Page.Locator("main").GetByRole(AriaRole.Button).AllInnerTextsAsync(), Is.Empty);
    }

    [Test]
    public async Task Who_may_see_no_shop_that_is_asked_has_no_link_there_and_is_told_why()
    {
        await using var bound = await Shop.VisitAsync("bound");
        await bound.GoAsync("/find");
        await Assertions.Expect(bound.Page.GetByRole(AriaRole.Link, new() { Name = "Find", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(bound.Page.GetByRole(AriaRole.Link, new() { Name = "Shop", Exact = true })).ToHaveCountAsync(0);

        await bound.GoAsync("/shop");
        await Assertions.Expect(bound.Page.GetByText("No shop is asked anything")).ToBeVisibleAsync();
        await bound.GoAsync($"/shop?shop={Installation.Shop}");
        await Assertions.Expect(bound.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No shop is called so here");
    }

    [Test]
    public async Task A_shop_that_nobody_can_ask_is_told_so()
    {
        await using var olga = await Shop.VisitAsync("olga");
        await olga.GoAsync($"/shop?shop={Installation.ShopNumber(1)}");

        await Assertions.Expect(olga.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Name it in Delight:Shopify:Shops");
    }

    [Test]
    public async Task An_order_that_never_came_is_found_by_comparing_and_the_overview_leads_to_it()
    {
        await using var olga = await Shop.VisitAsync("olga");
        await olga.GoAsync("/shop");
        var before = await MissedAsync(olga);
        Shop.Untold();

        await CompareAsync(olga);

        await Assertions.Expect(Section(olga, "missed").Locator(".figures dd delight-number").First).ToHaveAttributeAsync("value", $"{before + 1}", new() { Timeout = 30_000 });
        await Assertions.Expect(Section(olga, "missed").GetByText("Each was fetched")).ToBeVisibleAsync();
        await Shop.LooksWellAsync("shop-missed");
        await olga.GoAsync("/");
        await olga.KeepAsync("overview-missed");
        await olga.Page.Locator(".needs a").Filter(new() { HasText = "No webhook told of" }).ClickAsync();
        await olga.Page.WaitForURLAsync($"**/shop?shop={Installation.Shop}#missed");
        await Assertions.Expect(Section(olga, "missed")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Ordinals_that_are_not_the_shops_are_shown_with_the_cause_and_the_overview_says_it()
    {
        Shop.Untold(TimeSpan.FromDays(30), Customer + 1);
        var order = Shop.Told(Customer + 1);
        await Shop.Fake.Deliveries.SettleAsync();
        await Shop.Installation.SettledAsync();
        await using var olga = await Shop.VisitAsync("olga");
        await olga.GoAsync("/shop");

        await CompareAsync(olga);

        await Assertions.Expect(Section(olga, "ordinals").GetByRole(AriaRole.Link, new() { Name = order.Name })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(Section(olga, "ordinals")).ToContainTextAsync("verb backfill");
        await Shop.LooksWellAsync("shop-drift");
        await olga.GoAsync("/");
        await olga.Page.Locator(".needs a").Filter(new() { HasText = "not the shop's own" }).ClickAsync();
        await olga.Page.WaitForURLAsync($"**/shop?shop={Installation.Shop}#ordinals");
    }

    [Test]
    public async Task The_history_is_asked_for_followed_and_what_the_app_may_not_see_is_said()
    {
        var may = new TaskCompletionSource();
        Shop.Fake.Bulk.BeginsAfter = may.Task;
        Shop.Fake.Options.Scopes.Remove("read_all_orders");
        Shop.Untold(TimeSpan.FromDays(20));
        Shop.Untold(TimeSpan.FromDays(90));
        await using var olga = await Shop.VisitAsync("olga");
        await olga.GoAsync("/shop");
        var history = Section(olga, "history");

        await history.GetByRole(AriaRole.Button, new() { Name = "Fetch the history" }).ClickAsync();
        await Assertions.Expect(olga.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("bring no gifts");
        await olga.Page.GetByRole(AriaRole.Button, new() { Name = "Fetch it", Exact = true }).ClickAsync();
        await Assertions.Expect(history).ToContainTextAsync("The platform writes the orders into a file", new() { Timeout = 30_000 });
        await Assertions.Expect(history.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Assertions.Expect(history.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Shop.LooksWellAsync("shop-history-under-way");
        may.SetResult();

        await Assertions.Expect(history).ToContainTextAsync("They are counted, and bring no gifts.", new() { Timeout = 60_000 });
        await Assertions.Expect(history.Locator(".state.odd")).ToContainTextAsync("orders of the last 60 days only");
        await Assertions.Expect(history).ToContainTextAsync("Ask the platform for the scope read_all_orders");
        await Shop.LooksWellAsync("shop-history-limited");

        Shop.Fake.Options.Scopes.Add("read_all_orders");
        await history.GetByRole(AriaRole.Button, new() { Name = "Fetch it again" }).ClickAsync();
        await olga.Page.GetByRole(AriaRole.Button, new() { Name = "Fetch it", Exact = true }).ClickAsync();
        await Assertions.Expect(history.Locator(".state.odd")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await Assertions.Expect(history).ToContainTextAsync("They are counted, and bring no gifts.", new() { Timeout = 60_000 });
    }

    [Test]
    public async Task A_shop_that_gives_no_answer_is_said_where_it_matters_and_asked_again_by_itself_and_what_was_known_stays()
    {
        await using var olga = await Shop.VisitAsync("olga");
        await olga.GoAsync("/shop");
        var before = await MissedAsync(olga);
        Shop.Fake.Faults.Add(FaultKind.Unauthorized, times: 1000);

        await olga.Page.GetByRole(AriaRole.Button, new() { Name = "Compare now" }).ClickAsync();
        await Assertions.Expect(Section(olga, "missed").GetByRole(AriaRole.Alert)).ToContainTextAsync("The last comparison could not be made.", new() { Timeout = 30_000 });
        await Assertions.Expect(Section(olga, "missed").GetByRole(AriaRole.Alert)).ToContainTextAsync($"{Installation.Shop} does not accept the access token");
        Assert.That(await MissedAsync(olga), Is.EqualTo(before));
        await Shop.LooksWellAsync("shop-refuses");

        Shop.Fake.Faults.Clear();
        await Assertions.Expect(Section(olga, "missed").GetByRole(AriaRole.Alert)).ToHaveCountAsync(0, new() { Timeout = 90_000 });
    }

    private static ILocator Section(Visitor visitor, string id) => visitor.Page.Locator($"section[aria-labelledby={id}]");

    private static async Task<int> MissedAsync(Visitor visitor) =>
        int.Parse((await Section(visitor, "missed").Locator(".figures dd delight-number").First.GetAttributeAsync("value"))!, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task CompareAsync(Visitor visitor)
    {
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Compare now" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".said")).ToContainTextAsync("It is compared within seconds.");
    }
}
