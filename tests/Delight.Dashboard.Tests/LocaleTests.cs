using System.Globalization;
using System.Text.RegularExpressions;
using Delight.Dashboard.Tests.Looking;
using Delight.SystemTests.Running;
using Microsoft.Playwright;
using static Delight.Dashboard.Tests.Looking.Bench;

namespace Delight.Dashboard.Tests;

/// <summary>Each reader has times by their own clock and numbers in their own language, also within sentences that the API makes.</summary>
internal sealed class LocaleTests
{
    private const string Shown = "e => e.shadowRoot.textContent";

    [Test]
    public async Task Until_when_another_bench_has_a_parcel_is_said_by_the_readers_clock()
    {
        await using var paul = await AtBenchAsync("paul");
        await using var pia = await InTokyoAsync("pia");
        await pia.GoAsync("/packing");
        await Assertions.Expect(pia.Page.Locator("[data-tick]").First).ToBeAttachedAsync();
        await ScanAsync(pia, await OrderAsync(paul));

        var until = pia.Page.GetByRole(AriaRole.Alert).Locator("delight-time");
        await Assertions.Expect(until).ToBeVisibleAsync();
        var moment = DateTimeOffset.Parse((await until.GetAttributeAsync("at"))!, CultureInfo.InvariantCulture);
        Assert.That(moment, Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromMinutes(3)));
        Assert.That(await until.EvaluateAsync<string>(Shown), Does.Contain(TokyosClock(moment)));
        Assert.That(await until.GetAttributeAsync("title"), Does.Contain(TokyosClock(moment)).And.Contain($"{TokyosDay(moment):yyyy}"), "the exact one on hover");
        await pia.KeepAsync("in-other-hands", wholePage: false);
    }

    [Test]
    public async Task Amounts_in_a_story_and_in_the_record_are_written_as_the_reader_writes_them()
    {
        var order = (await PagesInstallation.ParcelsAsync("all"))[0].GetProperty("orderId").GetString();
        await using var olga = await InTokyoAsync("olga");
        await olga.GoAsync($"/orders/{Installation.Shop}/{order}");

        var amounts = await olga.Page.Locator(".story delight-number, .facts delight-number").EvaluateAllAsync<string[]>("all => all.map(e => e.shadowRoot.textContent)");
        Assert.That(amounts, Is.Not.Empty.And.All.Match(new Regex(@"^[\d.]+,\d\d\u00a0\$$", RegexOptions.NonBacktracking)));
        Assert.That(await olga.Page.Locator("main").InnerTextAsync(), Does.Not.Contain(" USD").And.Not.Contain("UTC"));
    }

    [TestCase("/")]
    [TestCase("/queues")]
    [TestCase("/rules")]
    [TestCase("/catalogue")]
    [TestCase("/record")]
    [TestCase("/find?q=dear")]
    public async Task No_page_shows_a_time_of_utc_or_a_number_of_another_language(string address)
    {
        await using var olga = await InTokyoAsync("olga");
        await olga.GoAsync(address);

        // What the browser shows: innerText leaves out what stands behind a shadow.
        var text = await olga.Page.Locator("main").InnerTextAsync();
        Assert.That(text, Does.Not.Contain("UTC").And.Not.Match(@"\d,\d{3}\b").And.Not.Match(@"\b\d{4}-\d\d-\d\dT"));
    }

    private static DateTimeOffset TokyosDay(DateTimeOffset moment) => moment.ToOffset(TimeSpan.FromHours(9));

    private static string TokyosClock(DateTimeOffset moment) => TokyosDay(moment).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A German there.</summary>
    private static async Task<Visitor> InTokyoAsync(string name) => await (await PagesInstallation.Browser.OpenAsync(PagesInstallation.Address, "de-DE", "Asia/Tokyo")).SignInAsync(name, PagesInstallation.Password);
}
