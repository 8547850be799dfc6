using Delight.Dashboard.Tests.Looking;
using Delight.FakeShops;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests.Shops;

/// <summary>What people see of what is written into the shop's own orders.</summary>
internal sealed class WrittenOrdersTests
{
    [Test]
    public async Task What_was_written_what_was_refused_and_why_stand_on_the_shops_page()
    {
        await using var shop = await AskedShop.OpenAsync(writeBack: "OrderEdit, Note");
        await using var olga = await shop.VisitAsync("olga");
        await olga.GoAsync("/shop");
        await Assertions.Expect(olga.Page.Locator("section[aria-labelledby=subscriptions] .lead")).ToContainTextAsync("All", new() { Timeout = 30_000 });
        await Assertions.Expect(olga.Page.GetByText("Nothing waits to be written.")).ToBeVisibleAsync();

        var orders = Enumerable.Range(1, 5).Select(n => shop.Untold(TimeSpan.FromMinutes(10 - n))).ToArray();
        shop.Fake.Merchant.Archive(orders[4].Id);
        await olga.Page.GetByRole(AriaRole.Button, new() { Name = "Compare now" }).ClickAsync();
        await Eventually.BecomesTrueAsync("the gift is in the fourth order", () => Task.FromResult(shop.Fake.Merchant.Order(orders[3].Id)!.Lines.Any(l => l.Price == 0)));

        var written = olga.Page.Locator("section[aria-labelledby=written]");
        await Assertions.Expect(written.Locator(".figures dd delight-number").First).Not.ToHaveAttributeAsync("value", "0", new() { Timeout = 30_000 });
        await Assertions.Expect(written.GetByRole(AriaRole.Listitem)).ToContainTextAsync("is archived at the shop", new() { Timeout = 30_000 });
        await shop.LooksWellAsync("shop-written");
    }
}
