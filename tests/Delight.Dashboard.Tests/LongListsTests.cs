using Delight.Dashboard.Tests.Looking;
using Delight.SystemTests.Running;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Delight.Dashboard.Tests;

/// <summary>Lists that are longer than a page: each is paged, filtered and sorted by the server, and its place is in the address.</summary>
internal sealed class LongListsTests
{
    private Installation _installation = default!;

    /// <summary>Forty-five messages failed, of twenty-five causes, the last of which has twenty-one; and as many deliveries are set aside.</summary>
    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _installation = await Installation.CreateAsync(Form.Embedded, arrangement: new Arrangement { Settings = PagesInstallation.Settings });
        await _installation.StartOrEndAsync();
        await using var store = new SqliteConnection(_installation.Store);
        await store.OpenAsync();
        await using var command = store.CreateCommand();
        command.CommandText = $$"""
            create temp table n as with recursive counted(n) as (select 1 union all select n + 1 from counted where n < 45) select n, min(n, 25) as kind from counted;
            insert into failures (queue, message_id, at, cause, content_type, body)
            select 'ledger', '01936d2e-7c5a-7b3f-9c41-' || printf('%012d', n), 1767225600000000 + n * 60000000, 'BrokenException: kind ' || printf('%02d', kind), 'application/json', cast('{"orderId":' || n || '}' as blob) from n;
            insert into quarantine (delivery_id, shop, topic, received_at, reasons, body)
            select '01936d2e-7c5a-7b3f-9c41-' || printf('%012d', n), '{{Installation.Shop}}', 'orders/create', 1767225600000000 + n * 60000000, 'Kind ' || printf('%02d', kind) || ' of fault.', cast('{"id":' || n || '}' as blob) from n;
            insert into interventions (id, at, who, action, what, messages, reason)
            select 'of-long-ago-' || n || '-' || kinds.kind, 1767225600000000 + n * 1000000 + kinds.kind * 60000000, 'olga', 'replay', 'number ' || printf('%02d', kinds.kind) || '-' || printf('%02d', n), 1, 'It was mended.' from n cross join (select distinct kind from n where kind < 6) as kinds;
            """;
        await command.ExecuteNonQueryAsync();
    }

    [OneTimeTearDown]
    public async Task EndAsync() => await _installation.DisposeAsync();

    [Test]
    public async Task What_failed_is_paged_sorted_and_filtered_and_the_address_keeps_it()
    {
        await using var olga = await VisitAsync();
        var causes = olga.Page.Locator("section[aria-labelledby=failures] .group h3");
        await olga.GoAsync("/queues");
        await Assertions.Expect(causes).ToHaveCountAsync(10);
        await Assertions.Expect(causes.First).ToHaveTextAsync("BrokenException: kind 25");
        Assert.That(await olga.AxeAsync(), Is.Empty);
        await olga.KeepAsync("long-lists");

        await olga.Page.GetByRole(AriaRole.Navigation, new() { Name = "More of what failed" }).GetByRole(AriaRole.Link, new() { Name = "The next ones" }).ClickAsync();
        await Assertions.Expect(causes.First).Not.ToHaveTextAsync("BrokenException: kind 25");
        Assert.That(olga.Page.Url, Does.Contain("failures-first=10"));
        var second = await causes.AllInnerTextsAsync();
        await olga.GoAsync(olga.Page.Url);
        await Assertions.Expect(causes).ToHaveTextAsync(second);

        await olga.Page.Locator("section[aria-labelledby=failures] .sorts").GetByText("first time").ClickAsync();
        await Assertions.Expect(causes).ToHaveCountAsync(10);
        await Assertions.Expect(causes.First).ToHaveTextAsync("BrokenException: kind 01");
        Assert.That(olga.Page.Url, Does.Contain("failures-sort=oldest").And.Not.Contain("failures-first"));

        await olga.Page.GetByLabel("Show only causes that hold").FillAsync("KIND 13");
        await olga.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(causes).ToHaveTextAsync(["BrokenException: kind 13"]);
        await olga.GoAsync(olga.Page.Url);
        await Assertions.Expect(causes).ToHaveTextAsync(["BrokenException: kind 13"]);
    }

    [Test]
    public async Task Each_failed_message_of_a_cause_can_be_reached_and_looked_at()
    {
        await using var olga = await VisitAsync();
        await olga.GoAsync("/queues?cause=kind+25");
        await olga.Page.GetByRole(AriaRole.Link, new() { Name = "Each one" }).First.ClickAsync();
        var messages = olga.Page.GetByRole(AriaRole.Region, new() { Name = "Each message of ledger" }).Locator("tbody tr");
        await Assertions.Expect(messages).ToHaveCountAsync(20);
        await olga.Page.GetByRole(AriaRole.Navigation, new() { Name = "More messages" }).GetByRole(AriaRole.Link, new() { Name = "The next ones" }).ClickAsync();
        await Assertions.Expect(messages).ToHaveCountAsync(1);
        await messages.GetByRole(AriaRole.Button, new() { Name = "Look" }).ClickAsync();

        await Assertions.Expect(olga.Page.Locator("section[aria-labelledby=failures] .payload")).ToContainTextAsync("45");
        Assert.That(olga.Page.Url, Does.Contain("one-first=20").And.Contain("group=").And.Not.Contain("Broken"));
        Assert.That(await olga.AxeAsync(), Is.Empty);
        await olga.KeepAsync("each-failed");
        await messages.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();
        await Assertions.Expect(olga.Page.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("Replay 1 message?");
        await olga.Page.Keyboard.PressAsync("Escape");
        await olga.Page.GetByRole(AriaRole.Link, new() { Name = "Close the list" }).ClickAsync();
        await Assertions.Expect(messages).ToHaveCountAsync(0);
    }

    [Test]
    public async Task The_quarantine_is_paged_sorted_and_filtered_and_each_delivery_can_be_reached()
    {
        await using var olga = await VisitAsync();
        var quarantine = olga.Page.Locator("section[aria-labelledby=quarantine]");
        var reasons = quarantine.Locator(".group h3");
        await olga.GoAsync("/queues?quarantine-first=20");
        await Assertions.Expect(reasons).ToHaveCountAsync(5);
        await quarantine.Locator(".sorts").GetByText("last time").ClickAsync();
        await Assertions.Expect(reasons).ToHaveCountAsync(10);
        await Assertions.Expect(reasons.First).ToHaveTextAsync("Kind 25 of fault.");
        await quarantine.GetByLabel("Show only what holds").FillAsync("kind 25");
        await olga.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(reasons).ToHaveTextAsync(["Kind 25 of fault."]);
        await Assertions.Expect(quarantine.Locator(".group .small")).ToContainTextAsync("first");

        await quarantine.GetByRole(AriaRole.Link, new() { Name = "Each one" }).ClickAsync();
        var deliveries = olga.Page.GetByRole(AriaRole.Region, new() { Name = "Each delivery of orders/create" }).Locator("tbody tr");
        await Assertions.Expect(deliveries).ToHaveCountAsync(20);
        await quarantine.GetByRole(AriaRole.Link, new() { Name = "The next ones" }).ClickAsync();
        await Assertions.Expect(deliveries).ToHaveCountAsync(1);
        await deliveries.GetByRole(AriaRole.Button, new() { Name = "Look" }).ClickAsync();
        await Assertions.Expect(quarantine.Locator(".payload")).ToContainTextAsync("45");
        Assert.That(olga.Page.Url, Does.Contain("set-aside-first=20"));
    }

    [Test]
    public async Task The_record_is_read_page_by_page_from_either_end()
    {
        await using var olga = await VisitAsync();
        var rows = olga.Page.GetByRole(AriaRole.Region, new() { Name = "The record" }).Locator("tbody tr");
        await olga.GoAsync("/record?text=number");
        await Assertions.Expect(rows).ToHaveCountAsync(100);
        await Assertions.Expect(rows.First).ToContainTextAsync("number 05-45");
        await olga.Page.GetByRole(AriaRole.Link, new() { Name = "Earlier ones" }).ClickAsync();
        await Assertions.Expect(rows.First).Not.ToContainTextAsync("number 05-45");
        await olga.Page.GetByText("the oldest first").ClickAsync();
        await Assertions.Expect(rows.First).ToContainTextAsync("number 01-01");
        await olga.GoAsync(olga.Page.Url);
        await Assertions.Expect(rows.First).ToContainTextAsync("number 01-01");
        await olga.Page.GetByRole(AriaRole.Link, new() { Name = "Later ones" }).ClickAsync();
        await Assertions.Expect(rows.First).Not.ToContainTextAsync("number 01-01");
    }

    [Test]
    public async Task A_page_that_is_gone_shows_the_last_one()
    {
        await using var olga = await VisitAsync();
        await olga.GoAsync("/queues?failures-first=4000&quarantine-first=4000&first=4000");

        await Assertions.Expect(olga.Page.Locator("section[aria-labelledby=failures] .group")).ToHaveCountAsync(5);
        await Assertions.Expect(olga.Page.Locator("section[aria-labelledby=quarantine] .group")).ToHaveCountAsync(5);
        await Assertions.Expect(olga.Page.Locator("tbody th").Filter(new() { HasText = "ledger" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task Whoever_may_not_see_people_does_not_sift_causes_by_their_words()
    {
        await using var vera = await VisitAsync("vera");
        await vera.GoAsync("/queues?cause=kind+13");

        await Assertions.Expect(vera.Page.Locator("section[aria-labelledby=failures] .group h3")).ToHaveCountAsync(10);
        await Assertions.Expect(vera.Page.GetByLabel("Show only causes that hold")).ToHaveCountAsync(0);
    }

    private async Task<Visitor> VisitAsync(string name = "olga") => await (await PagesInstallation.Browser.OpenAsync(_installation.Processes[^1].Address)).SignInAsync(name, PagesInstallation.Password);
}
