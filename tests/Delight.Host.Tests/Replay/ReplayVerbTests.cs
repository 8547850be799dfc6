using System.CommandLine;
using Delight.Host.Replay;
using Delight.Host.Tests.Serving;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Replay;

/// <summary>What operations type when something failed.</summary>
public class ReplayVerbTests
{
    private Started _server = null!;

    [SetUp]
    public async Task Start()
    {
        Environment.SetEnvironmentVariable("DELIGHT_API_TOKEN", Started.Token);
        _server = await Started.WithAsync($"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}");
        Assert.That(await _server.PostWebhookAsync("""{"id":1,"customer":{"first_name":"Swordfish"}}"""u8.ToArray()), Is.EqualTo(200));
        await Limit.UntilAsync(async () => (await _server.GetAsync("/api/v1/quarantine")).Body.GetRawText().Contains("created_at"), "it is set aside");
    }

    [TearDown]
    public async Task Stop()
    {
        Environment.SetEnvironmentVariable("DELIGHT_API_TOKEN", null);
        await _server.DisposeAsync();
    }

    [Test]
    public async Task What_is_set_aside_is_listed_with_its_reasons() =>
        Assert.That((await RunAsync("list")).Output, Does.Match($@"^1  quarantine  {Shop.Domain} orders/create: The order has no created_at\.  \(look at: replay show quarantine [0-9a-f-]{{36}}\)\n$"));

    [Test]
    public async Task One_is_shown_without_the_name()
    {
        var (exitCode, output, _) = await RunAsync("show", "quarantine", await OnlyIdAsync());

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Contain("created_at").And.Contain("•••").And.Not.Contain("Swordfish"));
    }

    [Test]
    public async Task It_says_how_many_before_it_does_anything() =>
        Assert.That(await RunAsync("run", "--quarantine"), Is.EqualTo((0, "This would replay 1 message(s). Say --yes to do it.\n", "")));

    [Test]
    public async Task What_still_cannot_be_understood_is_kept() =>
        Assert.That(await RunAsync("run", "--quarantine", "--all", "--yes"), Is.EqualTo((0, "Given back: 0.\nStill not to be understood, and kept: 1.\n", "")));

    [Test]
    public async Task Discarding_needs_a_reason_and_is_recorded()
    {
        Assert.That(await RunAsync("discard", "--quarantine", "--all", "--yes"), Is.EqualTo((1, "", "Say why with --reason.\n")));
        Assert.That(await RunAsync("discard", "--quarantine", "--reason", "a test", "--yes"), Is.EqualTo((1, "", "Say which: reasons or deliveryId, or \"all\":true.\n")));
        Assert.That(await RunAsync("discard", "--quarantine", "--queue", "ledger", "--reason", "a test", "--yes"), Is.EqualTo((1, "", "--queue and --quarantine are two places; choose one.\n")));

        Assert.That(await RunAsync("discard", "--quarantine", "--all", "--reason", "a test", "--yes"), Is.EqualTo((0, "Discarded: 1.\n", "")));

        Assert.That(await RunAsync("list"), Is.EqualTo((0, "Nothing has failed.\n", "")));
        var latest = (await _server.GetAsync("/api/v1/interventions")).Body.GetProperty("interventions")[0];
        Assert.That((latest.GetProperty("action").GetString(), latest.GetProperty("messages").GetInt32(), latest.GetProperty("reason").GetString()), Is.EqualTo(("discard", 1, "a test")));
        Assert.That(latest.GetProperty("who").GetString(), Does.StartWith("token "));
    }

    [Test]
    public async Task Where_nobody_answers_it_says_how_to_name_the_address()
    {
        var error = new StringWriter();
        var exitCode = await ReplayVerb.Create().Parse(["list", "--url", "http://127.0.0.1:1"]).InvokeAsync(new InvocationConfiguration { Error = error });

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error.ToString(), Does.StartWith("http://127.0.0.1:1/ does not answer: ").And.Contain("--url"));
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exitCode = await ReplayVerb.Create().Parse([.. args, "--url", _server.Http.BaseAddress!.ToString()]).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }

    private async Task<string> OnlyIdAsync()
    {
        await using var store = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_server.Files().Single(f => f.EndsWith("delight.db", StringComparison.Ordinal))};Mode=ReadOnly");
        await store.OpenAsync();
        await using var command = store.CreateCommand();
        command.CommandText = "select delivery_id from quarantine";
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
