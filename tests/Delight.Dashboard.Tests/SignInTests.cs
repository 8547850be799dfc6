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
    public async Task Of_many_guesses_at_once_no_more_are_looked_at_than_one_after_the_other()
    {
        using var crowd = new Knocker(PagesInstallation.Address);
        using var door = await crowd.GetAsync("/sign-in");
        var token = Knocker.TokenIn(await door.Content.ReadAsStringAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(async _ =>
        {
            using var answer = await crowd.PostAgainAsync("/sign-in", ("__RequestVerificationToken", token), ("name", "paul-of-the-crowd"), ("password", "what was it again"));
            return (answer.StatusCode, Says: WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        }));

        Assert.That(answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized), Is.LessThanOrEqualTo(5));
        Assert.That(answers.Where(a => a.StatusCode != HttpStatusCode.Unauthorized).Select(a => a.StatusCode), Is.All.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).Select(a => a.Says),
            Is.All.Matches("Wait (15 minutes|some seconds)"));
    }

    [Test]
    public async Task A_name_that_nobody_can_have_is_not_kept_and_a_novel_is_not_read()
    {
        using var guest = new Knocker(PagesInstallation.Address);
        for (var attempt = 0; attempt < 7; attempt++)
        {
            using var answer = await guest.PostAsync("/sign-in", "/sign-in", ("name", new string('x', 61)), ("password", "what was it again"));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), "it is no name that could be locked");
        }

        using var novel = await guest.PostAsync("/sign-in", "/sign-in", ("name", "nobody-else"), ("password", new string('x', 20_000)));
        Assert.That(novel.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge).Or.EqualTo(HttpStatusCode.BadRequest));
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
    public async Task The_door_shows_no_words_of_an_address()
    {
        using var guest = new Knocker(PagesInstallation.Address);
        using var door = await guest.GetAsync("/sign-in?why=Call+0900+1234+to+be+let+in");
        using var known = await guest.GetAsync("/sign-in?why=no-role");

        Assert.That(await door.Content.ReadAsStringAsync(), Does.Not.Contain("0900"));
        Assert.That(await known.Content.ReadAsStringAsync(), Does.Contain("the provider knows no role of yours here"));
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
