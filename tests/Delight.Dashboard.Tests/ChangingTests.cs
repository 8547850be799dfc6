using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Delight.Dashboard.Tests.Looking;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>What people change of what is given: it asks first, is done, and stands in the record with their name.</summary>
internal sealed class ChangingTests
{
    [Test]
    public async Task A_thing_is_added_changed_and_taken_out_again_by_marketing()
    {
        await using var mark = await PagesInstallation.VisitAsync("mark");
        await mark.GoAsync("/catalogue");
        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Add a thing" }).ClickAsync();
        await mark.Page.GetByLabel("Sku").FillAsync("DELIGHT-BELL");
        await mark.Page.GetByLabel("Title", new() { Exact = true }).FillAsync("A small bell");
        await mark.Page.GetByLabel("Cost").FillAsync("0.50");
        await mark.Page.GetByLabel("Value").FillAsync("2");
        await mark.Page.GetByLabel("Stock left").FillAsync("12");
        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(mark.Page.Locator("#DELIGHT-BELL td:nth-child(5) delight-number")).ToHaveAttributeAsync("value", "12");

        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Change A small bell" }).ClickAsync();
        await mark.Page.GetByLabel("Stock left").FillAsync("7");
        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(mark.Page.Locator("#DELIGHT-BELL td:nth-child(5) delight-number")).ToHaveAttributeAsync("value", "7");

        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Remove A small bell" }).ClickAsync();
        await Assertions.Expect(mark.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("It is given no more");
        Assert.That(await mark.AxeAsync(), Is.Empty, "the question");
        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Take it out" }).ClickAsync();
        await Assertions.Expect(mark.Page.Locator("#DELIGHT-BELL")).ToHaveCountAsync(0);

        await mark.GoAsync("/record?text=DELIGHT-BELL");
        await Assertions.Expect(mark.Page.Locator("tbody tr")).ToHaveCountAsync(3);
        await Assertions.Expect(mark.Page.Locator("tbody tr").First).ToContainTextAsync("mark");
    }

    [Test]
    public async Task What_somebody_else_has_changed_meanwhile_is_not_undone()
    {
        await using var mark = await PagesInstallation.VisitAsync("mark");
        await mark.GoAsync("/catalogue");
        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Add a thing" }).ClickAsync();
        await mark.Page.GetByLabel("Sku").FillAsync("DELIGHT-DRUM");
        await mark.Page.GetByLabel("Title", new() { Exact = true }).FillAsync("A small drum");
        await mark.Page.GetByLabel("Cost").FillAsync("0.50");
        await mark.Page.GetByLabel("Value").FillAsync("2");
        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await using var olga = await PagesInstallation.VisitAsync("olga");
        await olga.GoAsync("/catalogue");
        await olga.Page.GetByRole(AriaRole.Button, new() { Name = "Change A small drum" }).ClickAsync();

        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Change A small drum" }).ClickAsync();
        await mark.Page.GetByLabel("Cost").FillAsync("7");
        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(mark.Page.Locator("#DELIGHT-DRUM td:nth-child(3) delight-number")).ToHaveAttributeAsync("value", "7");
        await olga.Page.GetByLabel("Title", new() { Exact = true }).FillAsync("A drum");
        await olga.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(olga.Page.GetByText("Somebody else has changed DELIGHT-DRUM since this form was opened")).ToBeVisibleAsync();

        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Remove A small drum" }).ClickAsync();
        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Take it out" }).ClickAsync();
        await Assertions.Expect(mark.Page.Locator("#DELIGHT-DRUM")).ToHaveCountAsync(0);
        await olga.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(olga.Page.GetByText("Somebody else has taken DELIGHT-DRUM out of the catalogue meanwhile")).ToBeVisibleAsync();
        await Assertions.Expect(olga.Page.Locator("#DELIGHT-DRUM")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Beside_each_field_stands_what_is_wrong_with_it_and_nothing_is_saved()
    {
        await using var mark = await PagesInstallation.VisitAsync("mark");
        await mark.GoAsync("/catalogue");
        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Add a thing" }).ClickAsync();
        await mark.Page.GetByLabel("Sku").FillAsync("delight-sweet");
        await mark.Page.GetByLabel("Cost").FillAsync("1,000");
        await mark.Page.GetByLabel("Value").FillAsync("2,50");
        await mark.Page.GetByLabel("Stock left").FillAsync("many");
        await mark.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        async Task SaysAsync(string label, string sentence)
        {
            await Assertions.Expect(mark.Page.GetByLabel(label)).ToHaveAttributeAsync("aria-invalid", "true");
            await Assertions.Expect(mark.Page.GetByLabel(label)).ToHaveAccessibleDescriptionAsync(new Regex(Regex.Escape(sentence), RegexOptions.None, TimeSpan.FromSeconds(1)));
        }

        await SaysAsync("Sku", "There is a thing with the sku delight-sweet already. Change that one, or choose another sku.");
        await SaysAsync("Title", "Give it a title");
        await SaysAsync("Cost", "such as 1.20");
        await SaysAsync("Stock left", "leave it empty");
        Assert.That(await mark.Page.GetByLabel("Value").GetAttributeAsync("aria-invalid"), Is.Null);
        Assert.That(await mark.AxeAsync(), Is.Empty);
        await mark.KeepAsync("form-refused");

        var kept = await PagesInstallation.Installation.Api.GetFromJsonAsync<JsonElement>($"/api/v1/catalogue/{Installation.Shop}");
        Assert.That(kept.GetProperty("items").EnumerateArray().Single(i => i.GetProperty("sku").GetString() == "DELIGHT-SWEET").GetProperty("title").GetString(), Is.EqualTo("A bag of toffees from next door"));
    }

    [Test]
    public async Task A_rule_is_paused_with_a_reason_and_goes_on()
    {
        await using var olga = await PagesInstallation.VisitAsync("olga");
        await olga.GoAsync("/rules");
        var rule = olga.Page.Locator("#fourth-to-seventh-order");
        await rule.GetByRole(AriaRole.Button, new() { Name = "Pause, orders wait" }).ClickAsync();
        await Assertions.Expect(olga.Page.GetByRole(AriaRole.Button, new() { Name = "Pause", Exact = true })).ToBeDisabledAsync();
        await olga.Page.GetByLabel("Why?").FillAsync("the toffees are late");
        await olga.Page.GetByRole(AriaRole.Button, new() { Name = "Pause", Exact = true }).ClickAsync();
        await Assertions.Expect(rule).ToContainTextAsync("Paused by olga");

        await rule.GetByRole(AriaRole.Button, new() { Name = "Let it go on" }).ClickAsync();
        await olga.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Let it go on" }).ClickAsync();
        await Assertions.Expect(rule).Not.ToContainTextAsync("Paused by");

        await olga.GoAsync("/record?text=late");
        await Assertions.Expect(olga.Page.Locator("tbody tr").First).ToContainTextAsync("the toffees are late");
    }

    [Test]
    public async Task A_rule_is_tried_on_a_recorded_history()
    {
        await using var mark = await PagesInstallation.VisitAsync("mark");
        await mark.GoAsync("/rules");
        var rule = mark.Page.Locator("#fourth-to-seventh-order");
        await rule.GetByText("Try it on a recorded history").ClickAsync();
        await rule.Locator("textarea").FillAsync("From=2");
        await rule.Locator("textarea").BlurAsync();
        await rule.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "orders.csv", MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes("order_id,customer_id,created_at,total\n" + string.Join('\n', Enumerable.Range(1, 5).Select(i => $"{i},7,2026-01-0{i}T10:00:00Z,20.00"))),
        });

        await Assertions.Expect(rule).ToContainTextAsync("With From=2");
        await Assertions.Expect(rule.Locator("h3 + p").First.Locator("delight-number").First).ToHaveAttributeAsync("value", "2");
        await Assertions.Expect(rule.Locator("h3 + p").Last.Locator("delight-number").First).ToHaveAttributeAsync("value", "4");
    }

    [Test]
    public async Task The_other_theme_is_kept()
    {
        await using var vera = await PagesInstallation.VisitAsync("vera");
        await vera.GoAsync("/");
        await vera.Page.Locator("[data-theme-switch]").ClickAsync();
        await vera.GoAsync("/queues");

        Assert.That(await vera.Page.EvaluateAsync<string>("() => document.documentElement.dataset.theme"), Is.EqualTo("dark"));
    }
}
