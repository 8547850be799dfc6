using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Delight.Dashboard.Tests.Looking;
using Delight.SystemTests.Running;

namespace Delight.Dashboard.Tests;

/// <summary>The door through which benches hand in their ticks.</summary>
internal sealed class TicksDoorTests
{
    [TestCase("")]
    [TestCase("not json")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"bench":7,"shop":"a","orderId":"1","key":"k","ticked":true}""")]
    [TestCase("""{"bench":"b","shop":"a","orderId":"1","ticked":true}""")]
    [TestCase("""{"bench":"b","shop":"","orderId":"1","key":"k","ticked":true}""")]
    [TestCase("""{"bench":"b","shop":"a\u0007","orderId":"1","key":"k","ticked":true}""")]
    [TestCase("""{"bench":"b","shop":"a","orderId":"1","key":"k","ticked":"perhaps"}""")]
    public async Task A_tick_that_cannot_be_read_is_refused(string body)
    {
        await using var paul = await PagesInstallation.VisitAsync("paul");
        await paul.GoAsync("/packing");

        Assert.That(await HandInAsync(paul, body), Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_tick_is_refused_that_no_page_of_this_person_sends()
    {
        await using var paul = await PagesInstallation.VisitAsync("paul");
        await paul.GoAsync("/packing");

        Assert.That(await HandInAsync(paul, """{"bench":"b","shop":"a","orderId":"1","key":"k","ticked":true}""", token: "of somebody else"), Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_tick_of_an_order_that_is_not_known_is_told_so()
    {
        await using var paul = await PagesInstallation.VisitAsync("paul");
        await paul.GoAsync("/packing");

        Assert.That(await HandInAsync(paul, $$"""{"bench":"b","shop":"{{Installation.Shop}}","orderId":"1","key":"k","ticked":true}"""), Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static async Task<HttpStatusCode> HandInAsync(Visitor packer, string body, string? token = null)
    {
        var cookies = new CookieContainer();
        foreach (var cookie in await packer.Context.CookiesAsync())
        {
            cookies.Add(PagesInstallation.Address, new Cookie(cookie.Name, cookie.Value));
        }

        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = PagesInstallation.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/packing/ticks") { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("RequestVerificationToken", token ?? await packer.Page.Locator("[data-bench]").GetAttributeAsync("data-token"));
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
