using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.ObjectMother.Stores;
using Delight.Platform.Bus;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Delight.Host.Tests.Serving;

/// <summary>One role each, and the servers that it needs are not there: it starts all the same and says what is wrong.</summary>
public class SplitRolesTests
{
    private const string Password = Written.Mark + "-password";
    private const string NoBroker = $"Bus:Uri=amqp://guest:{Password}@127.0.0.1:1";

    private static readonly string[] NoDatabase =
        ["Store:Provider=Postgres", $"Store:ConnectionString=Host=127.0.0.1;Port=1;Username=delight;Password={Password};Database=delight"];

    private static readonly string[] Shops = [$"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}"];

    [Test]
    public async Task A_receiver_whose_broker_is_away_is_ready_and_spools()
    {
        await using var receiver = await StartAsync("Receiver", [.. Shops, .. NoDatabase]);

        Assert.That(await receiver.PostWebhookAsync("not even JSON"u8.ToArray()), Is.EqualTo(200));
        Assert.That((await receiver.GetAsync("/health/ready")).Status, Is.EqualTo(200));
        await Limit.UntilAsync(() => receiver.Log.Contains("RabbitMQ at 127.0.0.1:1 cannot be reached. Start it, or correct Delight:Bus:Uri. Trying again every second."), "it says so");
        Assert.That(receiver.Log, Has.None.Contains(Password));
    }

    [Test]
    public async Task A_receiver_has_the_api_of_its_own_spool_and_no_other()
    {
        await using var receiver = await StartAsync("Receiver", [.. Shops, .. NoDatabase]);

        Assert.That((await receiver.GetAsync("/api/v1/stats")).Status, Is.EqualTo(404));
        Assert.That((await receiver.GetAsync("/api/v1/spool")).Status, Is.EqualTo(200));
        Assert.That((await receiver.GetAsync("/health/live")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Who_asks_the_shops_has_the_ledgers_part_of_the_api_and_no_other()
    {
        await using var shopify = await StartAsync("Shopify", NoDatabase);

        Assert.That((await shopify.GetAsync($"/api/v1/history/{Shop.Domain}")).Status, Is.EqualTo(503), "there, and waits for the store");
        Assert.That((await shopify.GetAsync("/api/v1/queues")).Status, Is.EqualTo(404));
        Assert.That(await shopify.PostWebhookAsync("{}"u8.ToArray()), Is.EqualTo(404));
    }

    [Test]
    public async Task A_dashboard_takes_no_webhooks()
    {
        await using var dashboard = await StartAsync("Dashboard", [.. Shops, .. NoDatabase]);

        Assert.That(await dashboard.PostWebhookAsync("{}"u8.ToArray()), Is.EqualTo(404));
        Assert.That((await dashboard.GetAsync("/health/live")).Status, Is.EqualTo(200));
    }

    [TestCase("Ledger")]
    [TestCase("Rules")]
    [TestCase("Fulfilment")]
    public async Task Whoever_needs_a_broker_that_is_away_is_not_ready_and_says_why(string role)
    {
        await using var database = role == "Rules" ? null : await PostgresSchema.CreateAsync();
        await using var process = await StartAsync(role, database is null ? [] : ["Store:Provider=Postgres", $"Store:ConnectionString={database.ConnectionString}"]);

        await Limit.UntilAsync(async () => Says(await process.GetAsync("/health/ready")).Contains("RabbitMQ at 127.0.0.1:1 cannot be reached. Start it, or correct Delight:Bus:Uri."), "it says so");
        Assert.That((await process.GetAsync("/health/ready")).Status, Is.EqualTo(503));
        Assert.That((await process.GetAsync("/health/live")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Whoever_needs_a_database_that_is_away_is_not_ready_and_says_why()
    {
        await using var ledger = await StartAsync("Ledger", NoDatabase);
        const string Sentence = "PostgreSQL at 127.0.0.1:1, database \"delight\", user \"delight\" cannot be reached. Start it, or correct Delight:Store:ConnectionString.";

        await Limit.UntilAsync(() => ledger.Log.Contains(Sentence + " Trying again every second."), "it says so in the log");
        var ready = await ledger.GetAsync("/health/ready");

        Assert.That(ready.Status, Is.EqualTo(503));
        Assert.That(Says(ready), Does.Contain("Consumers wait: " + Sentence));
        Assert.That(ledger.Log, Has.None.Contains(Password));
    }

    [Test]
    public async Task Whose_database_password_is_wrong_is_not_ready_and_says_so()
    {
        var database = new NpgsqlConnectionStringBuilder(PostgresSchema.Server()) { Password = Password };
        await using var ledger = await StartAsync("Ledger", "Store:Provider=Postgres", $"Store:ConnectionString={database}");

        await Limit.UntilAsync(() => ledger.Log.Any(l => l.EndsWith(
            "the password or user was refused. Correct Delight:Store:ConnectionString. Trying again every second.", StringComparison.Ordinal)), "it says so in the log");

        Assert.That((await ledger.GetAsync("/health/ready")).Status, Is.EqualTo(503));
        Assert.That(ledger.Log, Has.None.Contains(Password));
    }

    [Test]
    public async Task A_receiver_needs_no_database()
    {
        await using var receiver = await StartAsync("Receiver", [.. Shops, .. NoDatabase]);

        Assert.That(await receiver.PostWebhookAsync("not even JSON"u8.ToArray()), Is.EqualTo(200));
        Assert.That((await receiver.GetAsync("/health/ready")).Status, Is.EqualTo(200));
    }

    /// <summary>It upgrades the tables when it can, and needs none of them.</summary>
    [Test]
    public async Task Rules_are_ready_while_the_database_is_away_and_what_they_wait_for_is_told_apart()
    {
        await using var broker = await VirtualHost.CreateAsync();
        await using var rules = await Started.WithAsync(["Roles:0=Rules", "Bus:Transport=RabbitMq", "Bus:Uri=" + broker.Uri, .. NoDatabase]);
        var state = rules.Services.GetRequiredService<BusState>();
        await state.Started.WaitAsync(Limit.Patience);
        await Limit.UntilAsync(() => state.StoreWaitsFor?.StartsWith("PostgreSQL at 127.0.0.1:1", StringComparison.Ordinal) == true, "it waits for the database");

        Assert.That((await rules.GetAsync("/health/ready")).Status, Is.EqualTo(200));
        Assert.That(state.WaitsFor, Is.Null);
    }

    private static Task<Started> StartAsync(string role, params string[] settings) =>
        Started.WithAsync([$"Roles:0={role}", "Bus:Transport=RabbitMq", NoBroker, .. settings]);

    private static string[] Says((int Status, string? MediaType, System.Text.Json.JsonElement Body) ready) =>
        [.. ready.Body.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("says").GetString() ?? "")];
}
