using System.Net;
using Delight.Dashboard.Tests.Looking;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>Who sees and does what, once they are in.</summary>
internal sealed class RolesTests
{
    [Test]
    public async Task A_file_comes_as_the_api_makes_it_and_none_of_another_shop()
    {
        using var bound = new Knocker(PagesInstallation.Address);
        using var come = await bound.PostAsync("/sign-in", "/sign-in", ("name", "bound"), ("password", PagesInstallation.Password));
        using var refused = await bound.GetAsync($"/files/arms/{Installation.Shop}");
        using var mark = new Knocker(PagesInstallation.Address);
        using var comes = await mark.PostAsync("/sign-in", "/sign-in", ("name", "mark"), ("password", PagesInstallation.Password));
        using var file = await mark.GetAsync($"/files/catalogue/{Installation.Shop}");

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("not for that shop"));
        Assert.That((file.StatusCode, file.Content.Headers.ContentType?.ToString(), file.Content.Headers.ContentDisposition?.FileName), Is.EqualTo((HttpStatusCode.OK, "text/csv; charset=utf-8", $"catalogue-{Installation.Shop}.csv")));
        Assert.That(await file.Content.ReadAsStringAsync(), Does.Contain("DELIGHT-SWEET"));
        Assert.That(file.Headers.GetValues("X-Frame-Options"), Is.EqualTo(new[] { "DENY" }));
    }

    [Test]
    public async Task A_viewer_sees_no_words_of_notes_and_can_change_nothing()
    {
        await using var vera = await PagesInstallation.VisitAsync("vera");
        var parcel = (await PagesInstallation.ParcelsAsync("all"))[^1];
        await vera.GoAsync($"/orders/{Installation.Shop}/{parcel.GetProperty("orderId").GetString()}");
        await Assertions.Expect(vera.Page.GetByText("Its words are for those who pack").First).ToBeVisibleAsync();
        Assert.That(await vera.Page.Locator(".note").CountAsync(), Is.Zero);

        await vera.GoAsync("/catalogue");
        Assert.That(await vera.Page.GetByRole(AriaRole.Button, new() { Name = "Add a thing" }).CountAsync(), Is.Zero);
        await vera.GoAsync("/rules");
        Assert.That(await vera.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).CountAsync(), Is.Zero);
        await vera.GoAsync("/packing");
        await Assertions.Expect(vera.Page.GetByText("This page is for those who pack")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Somebody_bound_to_a_shop_sees_nothing_of_another()
    {
        await using var bound = await PagesInstallation.VisitAsync("bound");
        var parcel = (await PagesInstallation.ParcelsAsync("all"))[^1];
        await bound.GoAsync($"/orders/{Installation.Shop}/{parcel.GetProperty("orderId").GetString()}");
        await Assertions.Expect(bound.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not for that shop");

        await bound.GoAsync($"/find?q={Uri.EscapeDataString(parcel.GetProperty("orderName").GetString()!)}");
        await Assertions.Expect(bound.Page.GetByText("Nothing is called")).ToBeVisibleAsync();
        await bound.GoAsync("/queues");
        await Assertions.Expect(bound.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("concerns all of them");
    }
}
