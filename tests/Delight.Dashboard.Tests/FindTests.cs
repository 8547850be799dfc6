using Delight.Dashboard.Tests.Looking;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>From whatever somebody has in hand to the line that says why.</summary>
internal sealed class FindTests
{
    [Test]
    public async Task An_orders_number_leads_to_its_story_from_anywhere()
    {
        var parcel = (await PagesInstallation.ParcelsAsync("all"))[0];
        await using var olga = await PagesInstallation.VisitAsync("olga");
        await olga.GoAsync("/queues");
        await olga.Page.Keyboard.PressAsync("Control+k");
        await olga.Page.WaitForURLAsync("**/find");
        await Assertions.Expect(olga.Page.Locator("#find-box")).ToBeFocusedAsync();

        await olga.Page.Keyboard.TypeAsync(parcel.GetProperty("orderName").GetString()!);
        await olga.Page.Keyboard.PressAsync("Enter");

        await olga.Page.WaitForURLAsync($"**/orders/{Installation.Shop}/*");
        await Assertions.Expect(olga.Page.Locator("h1")).ToContainTextAsync(parcel.GetProperty("orderName").GetString()!);
        await Assertions.Expect(olga.Page.Locator(".verdict")).ToContainTextAsync("order that counts");
        await Assertions.Expect(olga.Page.Locator(".story")).ToContainTextAsync("4th to 7th order matched");
        await Assertions.Expect(olga.Page.Locator("tr[aria-current]")).ToContainTextAsync("a note");
    }

    [Test]
    public async Task A_customer_a_sku_and_words_of_a_note_are_found()
    {
        var parcel = (await PagesInstallation.ParcelsAsync("all"))[0];
        await using var olga = await PagesInstallation.VisitAsync("olga");

        await olga.GoAsync($"/find?q={parcel.GetProperty("customerId").GetString()}");
        await Assertions.Expect(olga.Page.Locator("tbody tr")).Not.ToHaveCountAsync(0);
        await olga.GoAsync("/find?q=delight-sweet");
        await Assertions.Expect(olga.Page.Locator(".found li").First).ToContainTextAsync("toffees");
        await olga.GoAsync("/find?q=coming+back");
        await Assertions.Expect(olga.Page.Locator(".found .note").First).ToContainTextAsync("coming back");
        await olga.GoAsync("/find?q=xylophone");
        await Assertions.Expect(olga.Page.GetByText("Nothing is called “xylophone”")).ToBeVisibleAsync();
    }

    [Test]
    public async Task What_is_found_comes_page_by_page_until_all_was_shown()
    {
        await using var olga = await PagesInstallation.VisitAsync("olga");
        await olga.GoAsync("/find?q=dear");
        var (names, found) = (new List<string>(), olga.Page.Locator(".found li strong"));
        while (true)
        {
            await Assertions.Expect(found.First).ToBeVisibleAsync();
            names.AddRange(await found.AllInnerTextsAsync());
            var next = olga.Page.GetByRole(AriaRole.Link, new() { Name = "The next ones" });
            if (await next.CountAsync() == 0)
            {
                break;
            }

            await olga.GoAsync((await next.GetAttributeAsync("href"))!);
        }

        var notes = (await PagesInstallation.ParcelsAsync("all")).Count(p => p.GetProperty("lines").EnumerateArray().Any(l => l.GetProperty("text").GetString()?.Contains("dear", StringComparison.OrdinalIgnoreCase) == true));
        Assert.That(names, Is.Unique.And.Count.EqualTo(notes).And.Count.GreaterThan(40));
        await Assertions.Expect(olga.Page.GetByText("there are no older ones")).ToBeVisibleAsync();
        await olga.Page.GetByRole(AriaRole.Link, new() { Name = "From the newest again" }).ClickAsync();
        await Assertions.Expect(found.First).ToHaveTextAsync(names[0]);
    }

    [Test]
    public async Task An_order_that_nobody_knows_is_said()
    {
        await using var olga = await PagesInstallation.VisitAsync("olga");
        await olga.GoAsync($"/orders/{Installation.Shop}/1");

        await Assertions.Expect(olga.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("has no order 1 that is known here");
    }

    [Test]
    public async Task A_page_that_is_none_says_so()
    {
        await using var olga = await PagesInstallation.VisitAsync("olga");
        await olga.GoAsync("/no/such/page");

        await Assertions.Expect(olga.Page.Locator("h1")).ToHaveTextAsync("There is no such page");
    }
}
