using System.Net;
using System.Text;
using System.Text.Json;
using Delight.ObjectMother;
using Delight.Simulator;
using Delight.SystemTests.Running;

namespace Delight.SystemTests;

/// <summary>Texts that would forge a line of the log, or make a terminal do something, wherever an outsider can put one.
/// That no log holds a character that a terminal obeys is looked at when the installation ends.</summary>
internal sealed class HostileTextTests
{
    private const int LongestName = 255;
    private const string Forged = "crit: Delight.Forged[1]";

    private static readonly string[] Own =
    [
        $"a\n{Forged}", $"a\r\n{Forged}", $"a\u0085{Forged}", $"a\u2028{Forged}", "\u001b[2J\u001b[31mred", "\u009b31mred", "\u202egnihton\u202c", "\u2066x\u2069", "a\0b", "\b\b\b\u007f", new('x', 10_000), "{{firstName}}", "'; drop table orders; --",
    ];

    [Test]
    public async Task No_text_of_an_outsider_forges_a_line_of_the_log()
    {
        await using var installation = await Installation.CreateAsync(Form.Embedded, arrangement: new Arrangement
        {
            Settings = new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Debug", ["Logging__LogLevel__Microsoft.AspNetCore"] = "Information" },
        });
        await installation.StartOrEndAsync();
        string[] texts = [.. Own, .. JsonSerializer.Deserialize<string[]>(await File.ReadAllBytesAsync(Repository.Shared("data/names/blns.json")))!];
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = installation.Processes[0].Address };

        for (var i = 0; i < texts.Length; i++)
        {
            Assert.That(await PostAsync(client, Body(i + 1, texts[i], understood: true), ShopTopic.OrderUpdated, Installation.Shop), Is.EqualTo(HttpStatusCode.OK), texts[i]);
            Assert.That(await PostAsync(client, Body(i + 1, texts[i], understood: false), ShopTopic.OrderUpdated, Installation.Shop), Is.EqualTo(HttpStatusCode.OK), texts[i]);
            if (CanBeAHeader(texts[i]))
            {
                await PostAsync(client, Body(1, "", understood: true), texts[i], Installation.Shop);
                await PostAsync(client, Body(1, "", understood: true), ShopTopic.OrderUpdated, texts[i]);
                await installation.Api.GetAsync(new Uri("/api/v1/orders/" + Uri.EscapeDataString(texts[i]) + "/1", UriKind.Relative));
            }
        }

        await installation.SettledAsync();
        var tooLong = texts.Count(t => t.Length > LongestName);
        var stats = await installation.StatsAsync();
        var (known, quarantined) = (stats.GetProperty("orders").GetProperty("known").GetInt32(), stats.GetProperty("deliveries").GetProperty("quarantined").GetInt32());
        Assert.That(known + quarantined, Is.EqualTo(2 * texts.Length));
        Assert.That(known, Is.InRange(texts.Length - tooLong, texts.Length), "all but those whose name is too long, before what is left out of it");
        var log = installation.LastWords(int.MaxValue).Split('\n');
        Assert.That(log, Has.Length.GreaterThan(texts.Length), "the log says much");
        Assert.That(log.Where(l => l.TrimStart().StartsWith(Forged, StringComparison.Ordinal)), Is.Empty, "forged lines");
    }

    /// <summary>Of a paid customer's order; what is not understood has the text where a time belongs.</summary>
    private static byte[] Body(int number, string text, bool understood) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["id"] = number,
        ["name"] = text,
        ["created_at"] = understood ? "2026-03-01T00:00:00Z" : text,
        ["updated_at"] = "2026-03-01T00:00:00Z",
        ["financial_status"] = "paid",
        ["currency"] = "USD",
        ["current_total_price"] = "20.00",
        ["customer"] = new { id = 1 + (number / 7), first_name = text },
        [text] = text,
    });

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, byte[] body, string topic, string shop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/shopify") { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("X-Shopify-Topic", topic);
        request.Headers.TryAddWithoutValidation("X-Shopify-Shop-Domain", shop);
        request.Headers.TryAddWithoutValidation("X-Shopify-Hmac-Sha256", WebhookSignature.Of(body, Installation.Secret));
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The server itself refuses the others, see RawWebhookTests.</summary>
    private static bool CanBeAHeader(string text) => !string.IsNullOrWhiteSpace(text) && text.Length < 5_000 && !text.AsSpan().ContainsAny('\n', '\r', '\0');
}
