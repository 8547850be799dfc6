using System.Net;
using Delight.Dashboard.Tests.Looking;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>Who gets in, and for how long.</summary>
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
    public async Task Signing_out_in_one_tab_ends_the_other_and_a_copy_of_the_cookie()
    {
        await using var pia = await PagesInstallation.VisitAsync("pia");
        await pia.LiveAsync();
        using var thief = new Knocker(PagesInstallation.Address);
        var cookie = (await pia.Context.CookiesAsync()).Single(c => c.Name == "delight-session");
        thief.Cookies.Add(PagesInstallation.Address, new System.Net.Cookie(cookie.Name, cookie.Value));
        Assert.That(await thief.IsInAsync(), "the copy is as good as the cookie");
        var other = await pia.Context.NewPageAsync();
        await other.GotoAsync("/packing");
        await other.WaitForFunctionAsync("() => document.querySelector('[data-interactive=yes]')");

        await pia.Page.Locator(".me summary").ClickAsync();
        await pia.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await pia.Page.WaitForURLAsync("**/sign-in");

        Assert.That(await thief.IsInAsync(), Is.False);
        await other.WaitForURLAsync("**/sign-in?to=*", new() { Timeout = 30_000 });
    }

    [Test]
    public async Task Nobody_is_sent_to_a_provider_that_is_not_there()
    {
        using var guest = new Knocker(PagesInstallation.Address);
        using var answer = await guest.GetAsync("/sign-in/with-provider");
        using var back = await guest.GetAsync("/sign-in/openid?code=a&state=b");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("No provider is configured here"));
        Assert.That(back.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static async Task SendAsync(Visitor visitor, string name, string password)
    {
        await visitor.Page.GetByLabel("Name").FillAsync(name);
        await visitor.Page.GetByLabel("Password").FillAsync(password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }
}
