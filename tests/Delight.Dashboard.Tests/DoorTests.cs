using System.Net;
using Delight.Dashboard.Tests.Looking;

namespace Delight.Dashboard.Tests;

/// <summary>What people try at the door who have no business behind it.</summary>
internal sealed class DoorTests
{
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
    public async Task The_door_shows_no_words_of_an_address()
    {
        using var guest = new Knocker(PagesInstallation.Address);
        using var door = await guest.GetAsync("/sign-in?why=Call+0900+1234+to+be+let+in");
        using var known = await guest.GetAsync("/sign-in?why=no-role");

        Assert.That(await door.Content.ReadAsStringAsync(), Does.Not.Contain("0900"));
        Assert.That(await known.Content.ReadAsStringAsync(), Does.Contain("the provider knows no role of yours here"));
    }

    [TestCase("/find?q=gr\u00fc\u00dfe", "/")]
    [TestCase("/find?q=gr%C3%BC%C3%9Fe", "/find?q=gr%C3%BC%C3%9Fe")]
    [TestCase("//elsewhere.example", "/")]
    [TestCase("/\\elsewhere.example", "/")]
    [TestCase("/queues\r\nSet-Cookie: a=b", "/")]
    [TestCase("https://elsewhere.example", "/")]
    public async Task Whoever_signs_in_is_led_within_these_pages_alone(string to, string leads)
    {
        using var vera = new Knocker(PagesInstallation.Address);
        using var door = await vera.GetAsync($"/sign-in?to={Uri.EscapeDataString(to)}");
        using var come = await vera.PostAsync("/sign-in", "/sign-in", ("name", "vera"), ("password", PagesInstallation.Password), ("to", to));

        Assert.That(door.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((come.StatusCode, come.Headers.Location?.OriginalString), Is.EqualTo((HttpStatusCode.Redirect, leads)));
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
}
