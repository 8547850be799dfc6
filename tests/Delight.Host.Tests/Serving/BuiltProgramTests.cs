using System.Net;
using System.Net.Sockets;

namespace Delight.Host.Tests.Serving;

/// <summary>The program as it is built, started from another folder.</summary>
public class BuiltProgramTests
{
    [TestCase("serve")]
    [TestCase(null)]
    public async Task A_start_that_fails_ends_with_1_and_says_why_on_standard_error(string? verb)
    {
        var (exitCode, output, error) = await BuiltProgram.RunAsync([.. verb is null ? Array.Empty<string>() : [verb], "--Delight:Roles:0=Cook"]);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("Delight:Roles names \"Cook\"; choose from Receiver, Ledger, Rules, Fulfilment, Dashboard, Shopify."));
        Assert.That(output, Does.Not.Contain("Cook"));
    }

    [Test]
    public async Task Settings_come_from_the_environment_too()
    {
        var (exitCode, _, error) = await BuiltProgram.RunAsync(["serve"], ("Delight__Bus__Transport", "Kafka"));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("Delight:Bus:Transport is \"Kafka\"; choose InMemory or RabbitMq."));
    }

    [Test]
    public async Task A_mistyped_verb_starts_nothing()
    {
        var (exitCode, _, error) = await BuiltProgram.RunAsync(["sreve"]);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("\"sreve\" is no verb."));
    }

    [Test]
    public async Task A_mistyped_option_starts_nothing()
    {
        var (exitCode, _, error) = await BuiltProgram.RunAsync(["serve", "--prot=5080", "--Delite:Bus:Transport", "RabbitMq", "--urls=http://127.0.0.1:0"]);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.StartWith("There is no option --prot, --Delite:Bus:Transport."));
    }

    [Test]
    public async Task A_port_that_is_taken_is_said_and_nothing_else_fails()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var (exitCode, output, error) = await BuiltProgram.RunAsync(["serve", $"--urls=http://{other.LocalEndpoint}"]);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("address already in use. Stop the other program, or choose another address with ASPNETCORE_URLS"));
        Assert.That(output, Does.Not.Contain("   at "));
    }

    [Test]
    public async Task The_rules_are_listed()
    {
        var (exitCode, output, _) = await BuiltProgram.RunAsync(["rules"]);

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Contain("fourth-to-seventh-order").And.Contains("rule-fourth-to-seventh-order"));
    }

    [Test]
    public async Task The_verbs_are_shown_on_request()
    {
        var (exitCode, output, _) = await BuiltProgram.RunAsync(["--help"]);

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Contain("serve").And.Contains("demo").And.Contains("rules"));
    }
}
