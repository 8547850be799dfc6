using System.Net;

namespace Delight.Host.Tests.Serving;

/// <summary>The program as it is built, with nothing configured: whoever reads its log comes in.</summary>
public sealed class FirstStartTests
{
    [Test]
    public async Task The_link_in_the_log_lets_one_person_in_once()
    {
        var (program, _) = await BuiltProgram.ServeAsync();
        await using var running = program;
        var link = new Uri(await program.SaysAsync("one person may come by "));
        using var reader = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var other = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });

        using var looked = await other.GetAsync(link);
        using var asked = await reader.GetAsync(link);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", TokenIn(await asked.Content.ReadAsStringAsync()))]);
        using var first = await reader.PostAsync(link, form);
        using var page = await reader.GetAsync(new Uri(link, "/"));
        using var second = await other.GetAsync(link);
        using var door = await other.GetAsync(new Uri(link, "/"));

        Assert.That((looked.StatusCode, asked.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)), "looking does not use it up");
        Assert.That((first.StatusCode, page.StatusCode, second.StatusCode), Is.EqualTo((HttpStatusCode.Redirect, HttpStatusCode.OK, HttpStatusCode.Unauthorized)));
        Assert.That(WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()), Does.Contain("Nothing is connected yet.").And.Contain("Start the pretend shop"));
        Assert.That(WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync()), Does.Contain("This link was used already").And.Contain("The log shows a new one after a restart."));
        Assert.That(door.StatusCode, Is.Not.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Where_it_listens_on_every_address_the_link_is_one_that_can_be_opened()
    {
        var (program, _) = await BuiltProgram.ServeAsync(("ASPNETCORE_URLS", "http://0.0.0.0:0"));
        await using var running = program;
        using var reader = new HttpClient();

        using var answer = await reader.GetAsync(new Uri(await program.SaysAsync("one person may come by ")));

        Assert.That((answer.RequestMessage!.RequestUri!.Host, answer.StatusCode), Is.EqualTo(("127.0.0.1", HttpStatusCode.OK)));
    }

    private static string TokenIn(string page) => WebUtility.HtmlDecode(page.Split("name=\"__RequestVerificationToken\" value=\"", 2)[1].Split('"')[0]);
}
