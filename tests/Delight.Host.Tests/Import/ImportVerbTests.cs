using System.Text;
using Delight.Host.Import;
using Delight.Host.Tests.Serving;
using Delight.ObjectMother;
using Spectre.Console;

namespace Delight.Host.Tests.Import;

/// <summary>What a shop types to bring its orders from before.</summary>
public class ImportVerbTests
{
    private const string Header = "Id,Name,Email,Financial Status,Currency,Total,Created at,Cancelled at,Lineitem name,Lineitem quantity";
    private readonly TemporaryFolder _folder = new();
    private Started _server = null!;

    [SetUp]
    public async Task Start()
    {
        Environment.SetEnvironmentVariable("DELIGHT_API_TOKEN", Started.Token);
        _server = await Started.WithAsync($"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}");
    }

    [TearDown]
    public async Task Stop()
    {
        Environment.SetEnvironmentVariable("DELIGHT_API_TOKEN", null);
        await _server.DisposeAsync();
    }

    [OneTimeTearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public async Task The_next_order_of_a_customer_counts_on_from_the_history()
    {
        var (exitCode, says, _) = await RunAsync(PlainFile(3));
        await _server.PostOrderAsync(4);
        await _server.SettledAsync();

        Assert.That((exitCode, says), Is.EqualTo((0, "3 orders were taken in as history.\nEvery order has its customer.\n")));
        Assert.That((await _server.GetAsync("/api/v1/fulfilment")).Body.GetProperty("orders").EnumerateArray().Select(o => o.GetProperty("ordinal").GetInt32()), Is.EqualTo(new[] { 4 }));
    }

    [Test]
    public async Task The_platforms_export_needs_its_customers()
    {
        var orders = File("orders.csv", Header, "1,#1,ada@example.com,paid,USD,10.00,2026-01-01 10:00:00 +0000,,A candle,1", ",#1,,,,,2026-01-01 10:00:00 +0000,,Tea,2",
            "2,#2,Ada@Example.com,paid,USD,10.00,2026-01-02 10:00:00 +0000,,Tea,1", "3,#3,bert@example.com,refunded,USD,10.00,2026-01-03 10:00:00 +0000,2026-01-04 10:00:00 +0000,Tea,1", "4,#4,,paid,USD,5.00,2026-01-05 10:00:00 +0000,,Tea,1");
        var customers = File("customers.csv", "Customer ID,First Name,Email", $"'{Shop.Ada},Ada,ada@example.com", "77,Nobody,");

        var first = await RunAsync(orders);
        var second = await RunAsync(orders, customers);

        Assert.That(first.Says, Does.StartWith("4 orders were taken in as history.\n3 orders do not count yet, because their customer is not known: #1, #2, #4 (no e-mail address)\n"));
        Assert.That(second.Says, Does.StartWith("0 orders were taken in as history, 2 orders have a customer now.\n1 order does not count yet, because their customer is not known: #4 (no e-mail address)\n"));
        Assert.That((await _server.GetAsync("/api/v1/orders/by-ordinal")).Body.GetRawText(), Is.EqualTo("""{"ordinals":[{"ordinal":1,"orders":1},{"ordinal":2,"orders":1}]}"""));
    }

    [Test]
    public async Task A_fault_in_the_middle_says_where_and_the_mended_file_is_taken_whole()
    {
        var file = File("broken.csv", "order_id,customer_id,created_at,total", $"1,{Shop.Ada},2026-01-01,10.00", $"2,{Shop.Ada},yesterday,10.00");
        var (exitCode, _, error) = await RunAsync(file);
        Assert.That((exitCode, error), Is.EqualTo((1, "broken.csv, line 3, column \"created_at\": \"yesterday\" is not a date; write it like 2026-03-01 or 2026-03-01T10:15:00Z.\n")));

        File("broken.csv", "order_id,customer_id,created_at,total", $"1,{Shop.Ada},2026-01-01,10.00", $"2,{Shop.Ada},2026-01-02,10.00");

        Assert.That((await RunAsync(file)).Says, Does.StartWith("2 orders were taken in as history.\n"));
        Assert.That((await RunAsync(file)).Says, Does.StartWith("0 orders were taken in as history.\n"), "once more");
    }

    [TestCase("nobody.example", "There is no shop nobody.example in the settings; name one of Delight:Shops.\n")]
    public async Task A_shop_that_nobody_knows_is_said(string shop, string says) => Assert.That((await RunAsync(PlainFile(1), shop: shop)).Error, Is.EqualTo(says));

    [Test]
    public async Task A_file_that_is_not_there_is_said() =>
        Assert.That((await RunAsync(Path.Combine(_folder.Path, "none.csv"))).Error, Does.Contain("none.csv\" cannot be read: there is no such file; check the path."));

    [Test]
    public async Task An_export_without_ids_is_refused() =>
        Assert.That((await RunAsync(File("noid.csv", Header.Replace("Id,", "", StringComparison.Ordinal), "#1,a@example.com,paid,USD,10.00,2026-01-01 10:00:00 +0000,,Tea,1"))).Error,
            Does.StartWith("noid.csv, line 1: the column \"Id\" is missing: without it no webhook could be known to be of the same order. Export the orders again, with all columns."));

    private string PlainFile(int orders) => File("plain.csv",
        ["order_id,customer_id,created_at,total", .. Enumerable.Range(1, orders).Select(n => FormattableString.Invariant($"{Shop.OrderId(n)},{Shop.Ada},2026-01-{n:00},20.00"))]);

    private string File(string name, params string[] lines)
    {
        var path = Path.Combine(_folder.Path, name);
        System.IO.File.WriteAllText(path, string.Join('\n', lines), Encoding.UTF8);
        return path;
    }

    private async Task<(int ExitCode, string Says, string Error)> RunAsync(string orders, string? customers = null, string shop = Shop.Domain)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 500;
        using var error = new StringWriter();
        var exitCode = await ImportVerb.RunAsync(console, error, _server.Http.BaseAddress!, shop, orders, customers, CancellationToken.None);
        return (exitCode, string.Concat(text.ToString().ReplaceLineEndings("\n").Split('\n').Where(l => l.Contains("order", StringComparison.OrdinalIgnoreCase) && !l.StartsWith("Orders", StringComparison.Ordinal)).Select(l => l.TrimEnd() + "\n")), error.ToString());
    }
}
