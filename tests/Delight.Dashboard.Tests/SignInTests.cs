using System.Net;
using Delight.Dashboard.Tests.Looking;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>Who gets in, to what, and for how long.</summary>
internal sealed class SignInTests
{
    [Test]
    public async Task Whoever_comes_without_signing_in_is_led_to_the_door_and_then_to_where_they_wanted()
    {
        await using var olga = await PagesInstallation.Browser.OpenAsync(PagesInstallation.Address);
        await olga.Page.GotoAsync("/queues?sort=waiting");
        Assert.That(olga.Page.Url, Does.Contain("/sign-in?to="));

        await SendAsync(olga, "olga", PagesInstallation.Password);

        await olga.Page.WaitForURLAsync("**/queues?sort=waiting");
    }

    [Test]
    public async Task A_wrong_password_is_refused_and_five_lock_the_name()
    {
        await using var guest = await PagesInstallation.Browser.OpenAsync(PagesInstallation.Address);
        guest.Expect("401");
        guest.Expect("429");
        await guest.Page.GotoAsync("/sign-in");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await SendAsync(guest, "nobody", "what was it again");
            await Assertions.Expect(guest.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The name or the password is wrong.");
        }

        await SendAsync(guest, "nobody", "what was it again");

        await Assertions.Expect(guest.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Wait 15 minutes");
    }

    [Test]
    public async Task A_session_is_a_cookie_that_no_script_and_no_other_site_gets_and_signing_out_ends_it()
    {
        await using var vera = await PagesInstallation.VisitAsync("vera");
        var cookie = (await vera.Context.CookiesAsync()).Single(c => c.Name == "delight-session");
        Assert.That((cookie.HttpOnly, cookie.SameSite), Is.EqualTo((true, SameSiteAttribute.Lax)));

        await vera.LiveAsync();
        await vera.Page.Locator(".me summary").ClickAsync();
        await vera.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await vera.Page.WaitForURLAsync("**/sign-in");
        await vera.Page.GotoAsync("/queues");

        Assert.That(vera.Page.Url, Does.Contain("/sign-in"));
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

    [Test]
    public async Task Every_page_bars_frames_and_scripts_of_others()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = PagesInstallation.Address };
        using var door = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        using var elsewhere = await client.PostAsync(new Uri("/packing/ticks", UriKind.Relative), null);

        Assert.Multiple(() =>
        {
            Assert.That(string.Join(';', door.Headers.GetValues("Content-Security-Policy")), Does.Contain("script-src 'self'").And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe"));
            Assert.That(door.Headers.GetValues("X-Frame-Options"), Is.EqualTo(new[] { "DENY" }));
            Assert.That(elsewhere.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        });
    }

    [Test]
    public async Task A_token_of_the_api_opens_no_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(PagesInstallation.Address, "/queues"));
        request.Headers.Authorization = PagesInstallation.Installation.Api.DefaultRequestHeaders.Authorization;
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await client.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private static async Task SendAsync(Visitor visitor, string name, string password)
    {
        await visitor.Page.GetByLabel("Name").FillAsync(name);
        await visitor.Page.GetByLabel("Password").FillAsync(password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }
}
