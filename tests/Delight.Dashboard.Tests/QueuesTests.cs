using System.Text;
using System.Text.RegularExpressions;
using Delight.Dashboard.Tests.Looking;
using Delight.Dashboard.Tests.Newcomers;
using Delight.Simulator;
using Delight.SystemTests.Running;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>From "something is wrong" to its cause, and what a person does about it: on an installation with a rule that throws.</summary>
internal sealed class QueuesTests
{
    private const string Queue = "rule-always-stumbles";
    private Installation _installation = default!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var settings = new Dictionary<string, string>(PagesInstallation.Settings) { ["Delight__Bus__RetryAfterSeconds__0"] = "0" };
        _installation = await Installation.CreateAsync(Form.Embedded, rules: typeof(AlwaysStumbles).Assembly, arrangement: new Arrangement { Settings = settings });
        await _installation.StartOrEndAsync();
        await _installation.SendAsync(DemoShop.Deliveries(DemoShop.History(customers: 5, seed: 1, TimeProvider.System.GetUtcNow()), seed: 1)
            .Append(new ShopDelivery("orders/create", Encoding.UTF8.GetBytes("""{"id":5,"name":"#5","created_at":"yesterday"}"""))));
        await _installation.SettledAsync();
    }

    [OneTimeTearDown]
    public async Task EndAsync() => await _installation.DisposeAsync();

    [Test]
    public async Task From_the_overview_to_the_cause_it_is_two_clicks_and_there_it_is_replayed_and_in_the_end_discarded()
    {
        await using var olga = await VisitAsync();
        await olga.GoAsync("/");
        await olga.Page.Locator(".needs a").Filter(new() { HasText = "failed" }).ClickAsync();

        await olga.Page.WaitForURLAsync($"**/queues?queue={Queue}*");
        await Assertions.Expect(olga.Page.Locator(".group h3").First).ToContainTextAsync("a bug in a rule");
        await olga.Page.GetByRole(AriaRole.Button, new() { Name = "An example" }).First.ClickAsync();
        await Assertions.Expect(olga.Page.Locator(".payload")).ToContainTextAsync("orderId");
        await Assertions.Expect(olga.Page.Locator(".payload")).ToContainTextAsync("•••");
        await olga.KeepAsync("failed");
        Assert.That(await olga.AxeAsync(), Is.Empty);
        await ReplayAsync(olga);
        await DiscardAsync(olga);
    }

    [Test]
    public async Task What_could_not_be_understood_is_shown_with_the_reasons_and_read_again()
    {
        await using var olga = await VisitAsync();
        await olga.GoAsync("/queues");
        var group = olga.Page.Locator("section[aria-labelledby=quarantine] .group");
        await Assertions.Expect(group.Locator("h3")).ToContainTextAsync("created_at");
        await group.GetByRole(AriaRole.Button, new() { Name = "An example" }).ClickAsync();
        await Assertions.Expect(group.Locator(".payload")).ToContainTextAsync("created_at");
        await group.GetByRole(AriaRole.Button, new() { Name = "Read again" }).ClickAsync();
        await olga.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Read again" }).ClickAsync();

        await Assertions.Expect(olga.Page.Locator("section[aria-labelledby=quarantine] .said")).ToContainTextAsync("1 still cannot be understood");
    }

    /// <summary>It says first how many, then how far it has come, and what fails again comes back; who did it stands in the record.</summary>
    private static async Task ReplayAsync(Visitor olga)
    {
        var before = await olga.Page.Locator(".group .small delight-number").First.GetAttributeAsync("value");
        await olga.Page.Locator(".group").GetByRole(AriaRole.Button, new() { Name = "Replay", Exact = true }).ClickAsync();
        await Assertions.Expect(olga.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync($"Replay {before} messages?");
        await olga.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Replay", Exact = true }).ClickAsync();

        await Assertions.Expect(olga.Page.Locator(".progress")).ToContainTextAsync(new Regex($@"It is being done: [1-9][0-9]* of {before} so far", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 30_000 });
        await olga.KeepAsync("replaying", wholePage: false);
        await Assertions.Expect(olga.Page.Locator("section[aria-labelledby=failures] .said")).ToContainTextAsync($"{before} given back.", new() { Timeout = 60_000 });
        await Assertions.Expect(olga.Page.Locator(".group .small delight-number").First).ToHaveAttributeAsync("value", before!, new() { Timeout = 20_000 });
        var again = await olga.Context.NewPageAsync();
        await again.GotoAsync($"/record?text=queue+{Queue}");
        await Assertions.Expect(again.Locator("tbody tr").Filter(new() { HasText = "replay" }).First).ToContainTextAsync("olga");
        await Assertions.Expect(again.Locator("tbody tr").Filter(new() { HasText = "replay" }).First.Locator(".number delight-number")).ToHaveAttributeAsync("value", before!);
        await again.CloseAsync();
    }

    /// <summary>It asks why, and stands in the record.</summary>
    private static async Task DiscardAsync(Visitor olga)
    {
        await olga.Page.Locator("section[aria-labelledby=failures] .group").GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        var dialog = olga.Page.GetByRole(AriaRole.Alertdialog);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Discard" })).ToBeDisabledAsync();
        await olga.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        await olga.Page.Locator("section[aria-labelledby=failures] .group").GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await olga.Page.GetByLabel("Why?").FillAsync("the rule was a try");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();

        await Assertions.Expect(olga.Page.Locator("section[aria-labelledby=failures] .said")).ToContainTextAsync("discarded");
        await olga.GoAsync("/record?text=the+rule+was+a+try");
        await Assertions.Expect(olga.Page.Locator("tbody tr")).ToContainTextAsync("olga");
    }

    private async Task<Visitor> VisitAsync() => await (await PagesInstallation.Browser.OpenAsync(_installation.Processes[^1].Address)).SignInAsync("olga", PagesInstallation.Password);
}
