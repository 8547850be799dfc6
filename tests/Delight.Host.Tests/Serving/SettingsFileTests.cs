using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>Secrets and tokens are changed in a file while the program runs: nobody is shut out meanwhile, and a mistake changes nothing.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SettingsFileTests : IDisposable
{
    private const string Old = Started.Secret, New = Started.Secret + "-the-next";
    private const string OldToken = Started.Token + "-old", NewToken = Started.Token + "-new";
    private readonly TemporaryFolder _folder = new();
    private Started _server = null!;

    [SetUp]
    public async Task Start()
    {
        Write([Old], [OldToken]);
        _server = await Started.WithoutTokenAsync($"SettingsFile={_folder.File("delight.json")}");
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_webhook_secret_is_changed_without_a_new_start()
    {
        Assert.That((await PostAsync(Old), await PostAsync(New)), Is.EqualTo((200, 401)));

        Write([Old, New], [OldToken]);
        await Limit.UntilAsync(async () => await PostAsync(New) == 200, "the new secret is accepted");
        Assert.That(await PostAsync(Old), Is.EqualTo(200), "and the old one still");

        Write([New], [OldToken]);
        await Limit.UntilAsync(async () => await PostAsync(Old) == 401, "the old secret is accepted no more");
        Assert.That(await PostAsync(New), Is.EqualTo(200));
    }

    [Test]
    public async Task A_token_is_changed_without_a_new_start()
    {
        Assert.That((await CallAsync(OldToken), await CallAsync(NewToken)), Is.EqualTo((200, 401)));

        // Whoever tries a token too often is refused for a minute: the secret says when the file is taken.
        Write([Old, New], [OldToken, NewToken]);
        await Limit.UntilAsync(async () => await PostAsync(New) == 200, "the file is taken");
        await Limit.UntilAsync(async () => await CallAsync(NewToken) == 200, "the new token is accepted");
        Assert.That(await CallAsync(OldToken), Is.EqualTo(200), "and the old one still");

        Write([Old], [NewToken]);
        await Limit.UntilAsync(async () => await CallAsync(OldToken) == 401, "the old token is accepted no more");
        Assert.That(await CallAsync(NewToken), Is.EqualTo(200));
    }

    [TestCase("{ \"Delight\": { \"Shops\": [", "is not the JSON of settings")]
    [TestCase("{ \"Delight\": { \"Shops\": [ { \"Domain\": \"calm-lake.myshopify.com\", \"WebhookSecrets\": [\"short\"] } ], \"Api\": { \"Tokens\": [\"short\"] } } }", "too short to be a secret")]
    [TestCase("{ \"Delight\": { \"Shops\": [ { \"Domain\": \"calm-lake.myshopify.com\" } ], \"Api\": { \"Tokens\": [\"short\"] }, \"Rules\": { \"FourthToSeventhOrder\": { \"From\": 9 } } } }", "could be guessed")]
    [TestCase("{}", "Delight:Shops is not there any more")]
    [TestCase("{ \"Delite\": {} }", "Delight:Api:Tokens is not there any more")]
    [TestCase("{ \"Delight\": { \"Shops\": null, \"Api\": { \"Tokens\": [] } } }", "Delight:Shops is not there any more")]
    [TestCase("{ \"Delight\": { \"Shops\": \"x\" } }", "Delight:Shops is a list")]
    [TestCase("{ \"Delight\": { \"Shop\": [ { \"Domain\": \"x\" } ] } }", "There is no setting Delight:Shop;")]
    public async Task A_mistake_is_said_once_and_what_was_valid_stays(string mistaken, string says)
    {
        await File.WriteAllTextAsync(_folder.File("delight.json"), mistaken);
        await Limit.UntilAsync(() => _server.Log.Any(l => l.Contains(says, StringComparison.Ordinal)), "the mistake is said");

        for (var i = 0; i < 5; i++)
        {
            Assert.That((await PostAsync(Old), await CallAsync(OldToken)), Is.EqualTo((200, 200)));
        }

        Assert.That(_server.Log.Count(l => l.Contains(says, StringComparison.Ordinal)), Is.EqualTo(1));
        Write([New], [OldToken]);
        await Limit.UntilAsync(async () => await PostAsync(New) == 200, "the mended file is taken");
    }

    [Test]
    public async Task A_file_that_is_gone_changes_nothing()
    {
        File.Delete(_folder.File("delight.json"));
        await Limit.UntilAsync(() => _server.Log.Any(l => l.Contains("cannot be read", StringComparison.Ordinal)), "it is said");

        Assert.That((await PostAsync(Old), await CallAsync(OldToken)), Is.EqualTo((200, 200)));
    }

    [Test]
    public void Without_the_file_the_start_fails_with_a_sentence() => Assert.That(
        () => Started.WithAsync($"SettingsFile={_folder.File("none.json")}"),
        Throws.TypeOf<InvalidDataException>().With.Message.StartsWith($"Delight:SettingsFile names {_folder.File("none.json")}, which cannot be read"));

    /// <summary>As an editor does: whole at once.</summary>
    private void Write(string[] secrets, string[] tokens)
    {
        var file = _folder.File("delight.json");
        File.WriteAllText(file + ".next", JsonSerializer.Serialize(new
        {
            Delight = new { Shops = new[] { new { Shop.Domain, WebhookSecrets = secrets } }, Api = new { Tokens = tokens } },
        }));
        File.Move(file + ".next", file, overwrite: true);
    }

    private async Task<int> PostAsync(string secret)
    {
        var body = RawWebhook.Order(1);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/shopify") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Shopify-Shop-Domain", Shop.Domain);
        request.Headers.Add("X-Shopify-Topic", "orders/create");
        request.Headers.Add("X-Shopify-Hmac-Sha256", Convert.ToBase64String(HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret), body)));
        using var answer = await _server.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private async Task<int> CallAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/queues") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await _server.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
