using System.Text;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>The whole program while the door has no more room, and what one sender may ask of the web server.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CrowdedServerTests
{
    private const int Largest = 5 * 1024 * 1024;
    private Started _server = null!;

    [SetUp]
    public async Task Start() => _server = await Started.WithAsync($"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}");

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task While_large_bodies_dawdle_another_is_refused_at_once_and_nothing_else_suffers()
    {
        using (var dawdlers = new Dawdlers())
        {
            await Limit.UntilAsync(async () =>
            {
                await dawdlers.AddAsync(_server);
                return await PostLargeAsync() == (503, TimeSpan.FromSeconds(5), "application/problem+json");
            }, "another is refused");

            Assert.That(await _server.PostWebhookAsync(RawWebhook.Order(1)), Is.EqualTo(200));
            Assert.That((await _server.GetAsync("/health/live")).Status, Is.EqualTo(200));
            Assert.That((await _server.GetAsync("/health/ready")).Status, Is.EqualTo(200));
            await Limit.UntilAsync(async () => (await _server.GetAsync("/api/v1/stats")).Body.GetProperty("deliveries").GetProperty("refused").GetInt64() > 0, "it is counted");
        }

        await Limit.UntilAsync(async () => (await PostLargeAsync()).Status == 401, "there is room again");
    }

    [TestCase(61, 1)]
    [TestCase(1, 17_000)]
    public async Task More_headers_than_a_platform_sends_are_refused(int headers, int length)
    {
        var filler = Enumerable.Repeat("X-Filler: " + new string('x', length), headers).ToArray();

        Assert.That(await AnswersAsync(RawWebhook.Announced(RawWebhook.Order(1), filler)), Is.EqualTo(new[] { 431 }));
    }

    [Test]
    public async Task An_address_longer_than_any_is_refused() =>
        Assert.That(await AnswersAsync(Encoding.ASCII.GetBytes($"GET /{new string('x', 9_000)} HTTP/1.1\r\nHost: delight.example\r\n\r\n")), Is.EqualTo(new[] { 414 }));

    private async Task<int[]> AnswersAsync(byte[] bytes)
    {
        using var connection = await RawConnection.OpenAsync(_server);
        await connection.WriteAsync(bytes);
        return await connection.StatusesAsync();
    }

    /// <summary>Forged, and sent only when the server asks for it.</summary>
    private async Task<(int Status, TimeSpan? RetryAfter, string? MediaType)> PostLargeAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/shopify") { Content = new ByteArrayContent(new byte[Largest]) };
        request.Headers.ExpectContinue = true;
        request.Headers.Add("X-Shopify-Shop-Domain", Shop.Domain);
        using var answer = await _server.Http.SendAsync(request).WaitAsync(Limit.Patience);
        return ((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta, answer.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>Each announces the largest body and sends next to nothing of it.</summary>
    private sealed class Dawdlers : IDisposable
    {
        private readonly List<RawConnection> _connections = [];

        public async Task AddAsync(Started server)
        {
            _connections.Add(await RawConnection.OpenAsync(server));
            await _connections[^1].WriteAsync([.. RawWebhook.Head([], RawWebhook.Length(Largest)), .. new byte[1000]]);
        }

        public void Dispose() => _connections.ForEach(c => c.Dispose());
    }
}
