using System.Net;
using System.Net.Sockets;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Demo;

/// <summary>What somebody sees who tries it: the program as it is built, with a pretend shop or a recorded history.</summary>
public sealed class DemoVerbTests
{
    private const string Header = "order_id,customer_id,created_at,total";

    /// <summary>What a shell may still hold of a distributed installation, and mistakes.</summary>
    private static readonly (string, string)[] OtherForm =
    [
        ("Delight__Roles__0", "Receiver"), ("Delight__Bus__Transport", "RabbitMq"), ("Delight__Bus__Uri", "amqp://127.0.0.1:1"), ("Delight__Bus__RetryAfterSeconds__0", "-1"),
        ("Delight__Store__Provider", "Postgres"), ("Delight__Store__ConnectionString", "Host=127.0.0.1;Port=1"), ("Delight__Spool__Path", "/dev/null/spool"), ("Delight__Spool__MostMegabytes", "0"),
        ("Delight__Shops__0__Secret", "of another time"), ("Delight__Shops__1__Domain", "https://none"), ("Delight__Api__Tokens__1", "short"), ("Delight__Retention__StoryDays", "1"),
        ("Delight__Rules__Off__0", "fourth-to-seventh-order"), ("Delight__Rules__FourthToSeventhOrder__From", "9"), ("Delight__SettingsFile", "/dev/null/none.json"), ("Delight__Stor__Provider", "Sqlite"),
    ];

    [Test]
    public async Task It_ends_with_a_table_a_parcel_with_its_reason_and_where_to_look_next_and_a_second_time_with_the_same_table()
    {
        var (exitCode, output, error) = await BuiltProgram.RunAsync(["demo", "--customers", "30", "--exit"]);
        var again = await BuiltProgram.RunAsync(["demo", "--customers", "30", "--exit"]);

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(Table(output), Has.Length.GreaterThan(8).And.Some.Contains("4th").And.Some.Contains("all"));
        Assert.That(output, Does.Contain("Parcel of order #").And.Contains("☐ 1 × ").And.Contains("✎ write: ").And.Contains("because 4th to 7th order matched"));
        Assert.That(output, Does.Match("token +delight_[0-9a-f]{64}").And.Match("http://127.0.0.1:[0-9]+/openapi/v1.json"));
        Assert.That(Numbers(Table(output).Single(l => l.Contains("1st", StringComparison.Ordinal))), Has.Length.EqualTo(2), "orders and notes: whoever is new is greeted, too");
        Assert.That(Table(again.Output), Is.EqualTo(Table(output)));
    }

    [Test]
    public async Task It_is_embedded_whatever_the_environment_says()
    {
        var (exitCode, output, error) = await BuiltProgram.RunAsync(["demo", "--customers", "30", "--exit"], OtherForm);

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(output, Does.Contain("because 4th to 7th order matched"));
    }

    [Test]
    public async Task A_recorded_history_is_replayed()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(folder.File("orders.csv"), Enumerable.Range(1, 8).Select(day => $"{day},7,2026-03-{day:00}T10:00:00Z,20.00").Prepend(Header));

        var (exitCode, output, error) = await BuiltProgram.RunAsync(["demo", "--orders", folder.File("orders.csv"), "--exit"]);

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(Numbers(Table(output).Single(l => l.Contains("all", StringComparison.Ordinal))), Is.EqualTo(new[] { 8, 4, 4 }), "orders, extras and notes");
    }

    [Test]
    public async Task A_history_with_a_mistake_is_said_with_its_place_and_nothing_is_sent()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(folder.File("orders.csv"), [Header, "1,7,2026-03-01T10:00:00Z,20.00", "2,7,the day after,20.00"]);

        var (exitCode, output, error) = await BuiltProgram.RunAsync(["demo", "--orders", folder.File("orders.csv"), "--exit"]);

        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.StartWith("orders.csv, line 3, column \"created_at\": ").And.Contains("the day after").And.EndsWith("Nothing was sent.\n"));
    }

    [TestCase("0")]
    [TestCase("x")]
    public async Task A_number_of_customers_that_is_none_is_said(string number)
    {
        var (exitCode, _, error) = await BuiltProgram.RunAsync(["demo", "--customers", number, "--exit"]);

        Assert.That((exitCode, error), Is.EqualTo((1, error)));
        Assert.That(error, Does.Contain($"--customers is \"{number}\"; give a whole number from 1 to "));
    }

    [Test]
    public async Task A_port_that_is_taken_is_said()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var (exitCode, output, error) = await BuiltProgram.RunAsync(["demo", "--customers", "30", "--exit"], ("ASPNETCORE_URLS", $"http://{other.LocalEndpoint}"));

        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.StartWith("The demo cannot start: ").And.Contains("address already in use").And.Contains("ASPNETCORE_URLS"));
    }

    /// <summary>Its rows, from its title to its last line.</summary>
    private static string[] Table(string output) =>
        [.. output.Split('\n').SkipWhile(l => !l.Contains("Counting orders and gifts", StringComparison.Ordinal)).TakeWhile(l => !l.Contains("Parcel of order", StringComparison.Ordinal) && !l.StartsWith("Where", StringComparison.Ordinal))];

    private static int[] Numbers(string row) => [.. row.Split(' ', '│').Where(w => int.TryParse(w, out _)).Select(int.Parse)];
}
