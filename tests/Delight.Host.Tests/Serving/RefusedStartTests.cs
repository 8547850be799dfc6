using System.Net;
using System.Net.Sockets;
using Delight.Host.Serving;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>A start that fails says what to mend on standard error, and ends with 1.</summary>
[NonParallelizable]
public class RefusedStartTests
{
    [Test]
    public async Task An_unknown_role() => Assert.That(await StartAsync("Roles:0=Cook"), Is.EqualTo(new[]
    {
        "Delight:Roles names \"Cook\"; choose from Receiver, Ledger, Rules, Fulfilment, Dashboard, Shopify.",
    }));

    [Test]
    public async Task Split_roles_without_a_broker() => Assert.That(await StartAsync("Roles:0=Receiver"), Is.EqualTo(new[]
    {
        "The in-memory bus reaches this process only, and Ledger, Rules, Fulfilment, Dashboard, Shopify would run nowhere. Leave Delight:Roles out, or set Delight:Bus:Transport to RabbitMq.",
    }));

    [TestCase("Receiver")]
    [TestCase("Ledger")]
    [TestCase("Fulfilment")]
    [TestCase("Dashboard")]
    [TestCase("Shopify")]
    public async Task Split_roles_without_one_store(string role) => Assert.That(await StartAsync("Bus:Transport=RabbitMq", "Bus:Uri=amqp://localhost", $"Roles:0={role}", "Roles:1=Rules"), Is.EqualTo(new[]
    {
        "Split roles need one store: set Delight:Store:Provider to Postgres, and Delight:Store:ConnectionString to the same database for every process.",
    }));

    [Test]
    public async Task A_misspelt_section() => Assert.That(await StartAsync("Stor:Provider=Postgres", "Role:0=Ledger"), Is.EquivalentTo(new[]
    {
        "There is no setting Delight:Stor; below Delight there are Api, Bus, Giving, Retention, Roles, Rules, SettingsFile, Shopify, Shops, SignIn, Spool, Store.",
        "There is no setting Delight:Role; below Delight there are Api, Bus, Giving, Retention, Roles, Rules, SettingsFile, Shopify, Shops, SignIn, Spool, Store.",
    }));

    [Test]
    public async Task A_provider_without_its_secret() => Assert.That(await StartAsync(
        "SignIn:OpenId:ClientId=delight", "SignIn:OpenId:AuthorizationEndpoint=https://id.example.com/a", "SignIn:OpenId:TokenEndpoint=https://id.example.com/t", "SignIn:OpenId:UserInformationEndpoint=https://id.example.com/u"), Is.EqualTo(new[]
    {
        "Delight:SignIn:OpenId:ClientSecret is missing; the provider gives one to a client that it calls confidential, or a web application.",
    }));

    [Test]
    public async Task An_unknown_transport() => Assert.That(await StartAsync("Bus:Transport=Kafka"), Is.EqualTo(new[]
    {
        "Delight:Bus:Transport is \"Kafka\"; choose InMemory or RabbitMq.",
    }));

    [Test]
    public async Task A_broker_without_an_address() => Assert.That(await StartAsync("Bus:Transport=RabbitMq"), Is.EqualTo(new[]
    {
        "Delight:Bus:Uri is missing; with RabbitMq give it as amqp://user:password@host:5672/vhost.",
    }));

    [Test]
    public async Task An_unknown_store() => Assert.That(await StartAsync("Store:Provider=MySql"), Is.EqualTo(new[]
    {
        "Delight:Store:Provider is \"MySql\"; choose Sqlite or Postgres.",
    }));

    [Test]
    public async Task A_database_without_an_address() => Assert.That(await StartAsync("Store:Provider=Postgres", "Store:ConnectionString="), Is.EqualTo(new[]
    {
        "Delight:Store:ConnectionString is missing; with Postgres give it as Host=…;Username=…;Password=…;Database=….",
    }));

    [Test]
    public async Task A_missing_secret() => Assert.That(await StartAsync($"Shops:0:Domain={Shop.Domain}"), Is.EqualTo(new[]
    {
        "Delight:Shops:0:WebhookSecrets:0 is missing; copy the secret that the shop's admin shows beside its webhooks.",
    }));

    [Test]
    public async Task A_shop_that_is_to_be_asked_and_says_not_how() => Assert.That(await StartAsync($"Shopify:Shops:0:Shop={Shop.Domain}", "Shopify:Shops:0:Tokn=hush-hush-secret"), Is.EqualTo(new[]
    {
        "There is no setting Delight:Shopify:Shops:0:Tokn; below Delight:Shopify:Shops:0 there are Shop, AdminUrl, ApiVersion, Token, ClientId, ClientSecret, RefreshToken, ShareForOtherApps, WriteBack, HoldMinutes, Tags, LiveSince.",
    }));

    [Test]
    public async Task A_misspelt_setting_of_a_shop() => Assert.That(
        await StartAsync($"Shops:0:domain={Shop.Domain}", "Shops:0:WebhookSecrets:0=hush-hush-secret", "Shops:0:TimeZon=Europe/Berlin", "Shops:0:Secret=hush-hush-secret"), Is.EquivalentTo(new[]
        {
            "There is no setting Delight:Shops:0:TimeZon; below Delight:Shops:0 there are Domain, WebhookSecrets, TimeZone.",
            "There is no setting Delight:Shops:0:Secret; below Delight:Shops:0 there are Domain, WebhookSecrets, TimeZone.",
        }));

    [Test]
    public async Task A_secret_too_short_to_be_one() => Assert.That(await StartAsync($"Shops:0:Domain={Shop.Domain}", "Shops:0:WebhookSecrets:0=short"), Is.EqualTo(new[]
    {
        "Delight:Shops:0:WebhookSecrets holds a value of fewer than 10 characters, too short to be a secret; copy it whole.",
    }));

    [TestCase("Retention:DuplicateDays=29", "Delight:Retention:DuplicateDays is 29; give at least 30: the platform repeats deliveries for days.")]
    [TestCase("Rules:FourthToSeventhOrder:From=0", "Delight:Rules:FourthToSeventhOrder:From is 0 and To is 7; From must be at least 1 and To not below it.")]
    [TestCase("Store:ConnectionString=Data Source=:memory:", "Delight:Store:ConnectionString names a database in memory, which forgets every order; name a file: Data Source=/var/lib/delight/delight.db.")]
    public async Task What_makes_no_sense_is_said(string setting, string sentence) => Assert.That(await StartAsync(setting), Is.EqualTo(new[] { sentence }));

    [Test]
    public async Task A_rule_that_is_none_is_said_with_those_that_are() => Assert.That(await StartAsync("Rules:Off:0=free-beer"),
        Has.Length.EqualTo(1).And.All.StartsWith("Delight:Rules:Off names \"free-beer\"; there is ").And.All.Contains("fourth-to-seventh-order"));

    [TestCase("https://calm-lake.myshopify.com", "hush-hush-secret", "Delight:Shops:0:Domain is no domain; write it without https:// and path, such as my-shop.myshopify.com.")]
    [TestCase("calm-lake.myshopify.com", "                ", "Delight:Shops:0:WebhookSecrets holds a value of fewer than 10 characters, too short to be a secret; copy it whole.")]
    public async Task A_shop_that_could_never_post_is_said(string domain, string secret, string sentence) =>
        Assert.That(await StartAsync($"Shops:0:Domain={domain}", $"Shops:0:WebhookSecrets:0={secret}"), Is.EqualTo(new[] { sentence }));

    [TestCase("http://203.0.113.7:5080", "cannot be used")]
    [TestCase("https://127.0.0.1:0", "HTTPS")]
    public async Task An_address_that_cannot_be_served_is_a_sentence(string address, string part) =>
        Assert.That(await StartAsync(address, []), Has.Length.EqualTo(1).And.All.Contains(part));

    [Test]
    public async Task A_log_level_that_is_none_is_a_sentence() =>
        Assert.That(await StartAsync("http://127.0.0.1:0", ["../Logging:LogLevel:Default=Loud"]), Has.Length.EqualTo(1).And.All.Contains("Loud"));

    [Test]
    public async Task A_gift_worth_more_than_anything_is_a_sentence() => Assert.That(
        await StartAsync("Rules:FourthToSeventhOrder:Extras:0:Sku=A", "Rules:FourthToSeventhOrder:Extras:0:Title=B", "Rules:FourthToSeventhOrder:Extras:0:Worth=79000000000000000000000000000"),
        Has.Length.EqualTo(1).And.All.Contains("give a Worth from 0 to 1000000"));

    [TestCase("http://127.0.0.1:abc")]
    [TestCase("foo")]
    [TestCase("http://127.0.0.1:99999")]
    public async Task An_address_that_is_none_is_said(string address) =>
        Assert.That(await StartAsync(address, []), Is.EqualTo(new[] { $"ASPNETCORE_URLS names \"{address}\", which is no address; write it like http://127.0.0.1:5080." }));

    [Test]
    public async Task A_token_too_short_to_be_one() => Assert.That(await StartAsync("Api:Tokens:0=short"), Is.EqualTo(new[]
    {
        "Delight:Api:Tokens:0 has fewer than 10 characters and could be guessed; make a longer one.",
    }));

    [Test]
    public async Task A_rules_setting_that_makes_no_sense() => Assert.That(await StartAsync("Rules:FourthToSeventhOrder:From=9"),
        Has.Length.EqualTo(1).And.All.Contains("From is 9 and To is 7; From must be at least 1 and To not below it."));

    [Test]
    public async Task A_number_that_is_none() => Assert.That(await StartAsync("Rules:FourthToSeventhOrder:From=four"),
        Has.Length.EqualTo(1).And.All.Contains("Delight:Rules:FourthToSeventhOrder:From"));

    [Test]
    public async Task A_shop_named_twice_with_a_blank() => Assert.That(
        await StartAsync("Shops:0:Domain=a.example", "Shops:0:WebhookSecrets:0=hush-hush-secret", "Shops:1:Domain= a.example", "Shops:1:WebhookSecrets:0=hush-hush-secret"),
        Is.EqualTo(new[] { "Delight:Shops names the same domain twice; put both secrets into one shop's WebhookSecrets." }));

    [Test]
    public async Task Everything_at_once_is_told_at_once()
    {
        var says = await StartAsync("Roles:0=Cook", "Bus:Transport=Kafka", "Store:Provider=MySql", "Api:Tokens:0=short", $"Shops:0:Domain={Shop.Domain}",
            "Rules:FourthToSeventhOrder:From=9");

        Assert.That(says, Has.Length.EqualTo(6));
    }

    [Test]
    public async Task A_port_that_is_taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var says = await StartAsync(address, []);

        Assert.That(says, Is.EqualTo(new[]
        {
            $"Failed to bind to address {address}: address already in use. Stop the other program, or choose another address with ASPNETCORE_URLS, for instance http://127.0.0.1:5081.",
        }));
    }

    internal static Task<string[]> StartAsync(params string[] settings) => StartAsync("http://127.0.0.1:0", settings);

    /// <summary>The sentences; the start must fail.</summary>
    internal static async Task<string[]> StartAsync(string address, string[] settings)
    {
        using var folder = new TemporaryFolder();
        var (paper, screen) = (new StringWriter(), Console.Error);
        Console.SetError(paper);
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            var exitCode = await ServeVerb.RunAsync(
            [
                "--urls=" + address, "--Logging:Console:LogLevel:Default=None", $"--Delight:Store:ConnectionString=Data Source={folder.File("delight.db")}", $"--Delight:Spool:Path={folder.Path}",
                .. settings.Select(s => s.StartsWith("../", StringComparison.Ordinal) ? "--" + s[3..] : "--Delight:" + s),
            ], patience.Token);
            Assert.That(exitCode, Is.EqualTo(1));
        }
        finally
        {
            Console.SetError(screen);
        }

        var lines = paper.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.That(lines[0], Is.EqualTo("Delight cannot start:"));
        return [.. lines.Skip(1).Select(l => l.Trim())];
    }
}
