using System.CommandLine;
using System.Text;
using Delight.Host.Replay;
using Delight.Host.Tests.Serving;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Host.Tests.Replay;

/// <summary>What operations type while the broker is away and deliveries wait in a receiver's spool.</summary>
public class ReplaySpoolVerbTests
{
    private const string Away = "RabbitMQ at 127.0.0.1:1 cannot be reached. Start it, or correct Delight:Bus:Uri.";
    private static readonly string[] NoBroker = ["Bus:Transport=RabbitMq", "Bus:Uri=amqp://guest:swordfish@127.0.0.1:1"];
    private PostgresSchema? _database;
    private Started _receiver = null!;
    private Started _dashboard = null!;

    [SetUp]
    public async Task Start()
    {
        Environment.SetEnvironmentVariable("DELIGHT_API_TOKEN", Started.Token);
        _database = await PostgresSchema.CreateAsync();
        string[] store = ["Store:Provider=Postgres", "Store:ConnectionString=" + _database.ConnectionString];
        _receiver = await Started.WithAsync([.. NoBroker, .. store, "Roles:0=Receiver", $"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}"]);
        _dashboard = await Started.WithAsync([.. NoBroker, .. store, "Roles:0=Dashboard"]);
        await _receiver.StoreStandsAsync();
        await _dashboard.StoreStandsAsync();
        Assert.That(await _receiver.PostWebhookAsync(Encoding.UTF8.GetBytes("""{"id":1,"customer":{"first_name":"Swordfish"}}""")), Is.EqualTo(200));
        await Limit.UntilAsync(async () => (await _receiver.GetAsync("/api/v1/spool")).Body.GetRawText().Contains("cannot be reached"), "it is known why it waits");
    }

    [TearDown]
    public async Task Stop()
    {
        Environment.SetEnvironmentVariable("DELIGHT_API_TOKEN", null);
        if (_database is not null)
        {
            await _receiver.DisposeAsync();
            await _dashboard.DisposeAsync();
            await _database.DisposeAsync();
        }
    }

    [Test]
    public async Task The_receiver_lists_what_waits_with_its_cause() =>
        Assert.That(await RunAsync(_receiver, "list"), Has.Property("Output").Match($@"^1  spool  {Shop.Domain} orders/create: {Away}  \(since \S+; look at: replay show spool [0-9a-f-]{{36}}\)\n$").And.Property("ExitCode").Zero);

    [Test]
    public async Task The_dashboard_says_which_receiver_to_ask_and_that_the_broker_is_away()
    {
        await Limit.UntilAsync(async () => (await RunAsync(_dashboard, "list")).Output.Length > 0, "the receiver has reported");

        var told = await RunAsync(_dashboard, "list");

        Assert.That(told.Output, Does.Match($@"^1  spool of the receiver {Environment.MachineName}/\S+  \(look at: replay list --url with the address of that receiver\)\n$"));
        Assert.That((told.ExitCode, told.Error), Is.EqualTo((1, Away + "\n")));
    }

    [Test]
    public async Task One_is_shown_without_the_name()
    {
        var id = (await _receiver.GetAsync("/api/v1/spool")).Body.GetProperty("spool")[0].GetProperty("oldestId").GetString()!;

        var told = await RunAsync(_receiver, "show", "spool", id);

        Assert.That(told.Output, Does.Contain("created_at").And.Contain("•••").And.Not.Contain("Swordfish"));
    }

    [Test]
    public async Task It_says_how_many_and_what_still_waits()
    {
        Assert.That(await RunAsync(_receiver, "run", "--spool"), Is.EqualTo(new Told(0, "This would replay 1 message(s). Say --yes to do it.\n", "")));
        Assert.That(await RunAsync(_receiver, "run", "--spool", "--cause", "Bad weather."), Is.EqualTo(new Told(0, "This would replay 0 message(s). Say --yes to do it.\n", "")));
        Assert.That(await RunAsync(_receiver, "run", "--spool", "--message", "nowhere"), Is.EqualTo(new Told(1, "", "No delivery nowhere is in this receiver's spool.\n")));
        Assert.That(await RunAsync(_receiver, "run", "--spool", "--all", "--yes"), Is.EqualTo(new Told(0, $"Given back: 0.\nStill waiting: 1. {Away}\n", "")));
    }

    [Test]
    public async Task Discarding_needs_a_reason()
    {
        Assert.That(await RunAsync(_receiver, "discard", "--spool", "--all", "--yes"), Is.EqualTo(new Told(1, "", "Say why with --reason.\n")));
        Assert.That(await RunAsync(_receiver, "discard", "--spool", "--quarantine", "--all", "--reason", "a test", "--yes"), Is.EqualTo(new Told(1, "", "--quarantine and --spool are two places; choose one.\n")));

        Assert.That(await RunAsync(_receiver, "discard", "--spool", "--all", "--reason", "a test", "--yes"), Is.EqualTo(new Told(0, "Discarded: 1.\n", "")));

        Assert.That(await RunAsync(_receiver, "list"), Is.EqualTo(new Told(0, "Nothing is held up in this receiver's spool. What failed is listed by the dashboard; say with --url where it is.\n", "")));
    }

    [Test]
    public async Task Whoever_does_not_have_it_says_who_does()
    {
        Assert.That(await RunAsync(_dashboard, "run", "--spool", "--all", "--yes"), Is.EqualTo(NotServed(_dashboard)));
        Assert.That(await RunAsync(_receiver, "run", "--quarantine", "--all", "--yes"), Is.EqualTo(NotServed(_receiver)));
    }

    private static Told NotServed(Started by) =>
        new(1, "", $"{by.Http.BaseAddress} does not serve that: error queues and quarantine are with the dashboard, a spool is with its receiver. Say which with --url.\n");

    private static async Task<Told> RunAsync(Started at, params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exitCode = await ReplayVerb.Create().Parse([.. args, "--url", at.Http.BaseAddress!.ToString()]).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return new Told(exitCode, output.ToString(), error.ToString());
    }

    private sealed record Told(int ExitCode, string Output, string Error);
}
