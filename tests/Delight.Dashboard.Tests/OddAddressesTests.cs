using Delight.Dashboard.Tests.Looking;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>Addresses as people mistype them, and as old bookmarks have them.</summary>
internal sealed class OddAddressesTests
{
    [TestCase("/catalogue?first=abc")]
    [TestCase("/catalogue?first=-5&sort=luck&months=x")]
    [TestCase("/catalogue?first=99999999999999999999")]
    [TestCase("/rules?first=1e9&sort=luck")]
    [TestCase("/queues?first=x&failures-first=x&quarantine-first=-1&failures-sort=luck&quarantine-sort=luck")]
    [TestCase("/queues?failures-first=2147483647&quarantine-first=2147483647&one-first=2147483647")]
    [TestCase("/queues?group=none&set-aside=none")]
    [TestCase("/record?before=yesterday&shown-first=x&sort=luck")]
    [TestCase("/find?q=a&limit=lots")]
    [TestCase("/shop?shop=")]
    [TestCase("/?shop=&wall=soon")]
    public async Task Odd_numbers_lead_to_a_page_all_the_same(string address)
    {
        await using var olga = await PagesInstallation.VisitAsync("olga");
        await olga.GoAsync(address);

        Assert.That(await olga.Page.Locator(".state.trouble").CountAsync(), Is.Zero);
        await Assertions.Expect(olga.Page.Locator("h1")).ToBeVisibleAsync();
    }

    [TestCase("/")]
    [TestCase("/rules")]
    [TestCase("/catalogue")]
    [TestCase("/find?q=7")]
    public async Task A_shop_that_is_not_here_is_said(string page)
    {
        await using var olga = await PagesInstallation.VisitAsync("olga");
        await olga.GoAsync($"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}shop=no-such.myshopify.com");

        await Assertions.Expect(olga.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync($"No shop is called so here. There is {Installation.Shop}");
    }

    [TestCase("%230", "“#0” is no order's id")]
    [TestCase("abc", "“abc” is no order's id")]
    [TestCase("99999999999999999999", "is no order's id")]
    public async Task What_is_no_orders_id_is_said_and_looked_for(string id, string says)
    {
        await using var olga = await PagesInstallation.VisitAsync("olga");
        await olga.GoAsync($"/orders/{Installation.Shop}/{id}");
        await Assertions.Expect(olga.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(says);
        await Assertions.Expect(olga.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("such as 5123456789012");

        await olga.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Look for" }).ClickAsync();
        await olga.Page.WaitForURLAsync("**/find?q=*");
    }

    [Test]
    public async Task What_is_no_orders_id_is_said_at_the_bench()
    {
        await using var paul = await PagesInstallation.VisitAsync("paul");
        await paul.GoAsync($"/packing/{Installation.Shop}/abc");

        await Assertions.Expect(paul.Page.GetByText("“abc” is no order's id. Scan the code on the slip again")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Behind_the_last_page_of_the_record_one_finds_back()
    {
        await using var olga = await PagesInstallation.VisitAsync("olga");
        await olga.GoAsync("/record?shown-first=2000000000&before=1990-01-01");

        await olga.Page.GetByRole(AriaRole.Link, new() { Name = "From the latest again" }).First.ClickAsync();
        await olga.Page.GetByRole(AriaRole.Link, new() { Name = "From the latest again" }).First.ClickAsync();
        await Assertions.Expect(olga.Page.GetByRole(AriaRole.Link, new() { Name = "From the latest again" })).ToHaveCountAsync(0);
    }

    [TestCase("/find?q=7&after=garbage")]
    [TestCase("/find?q=7&after=parcels-garbage")]
    public async Task A_place_that_no_page_gave_is_said(string address)
    {
        await using var olga = await PagesInstallation.VisitAsync("olga");
        await olga.GoAsync(address);

        await Assertions.Expect(olga.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("after is not a cursor");

        await olga.Page.GetByRole(AriaRole.Link, new() { Name = "From the newest again" }).ClickAsync();
        await Assertions.Expect(olga.Page.Locator(".state.trouble")).ToHaveCountAsync(0);
    }
}
