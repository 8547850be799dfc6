using System.Globalization;
using System.Text;

namespace Delight.Simulator.Tests;

public class WebhookSenderTests
{
    private PretendShop shop = null!;

    [SetUp]
    public void Open() => shop = new PretendShop();

    [TearDown]
    public void Close() => shop.Dispose();

    [Test]
    public async Task A_delivery_carries_the_platforms_headers_and_the_very_bytes()
    {
        await using var receiver = await PretendReceiver.StartAsync(_ => 200);

        await shop.Sender(receiver.Endpoint).SendAsync([new ShopDelivery("orders/paid", "{ \"id\": 1 }"u8.ToArray())], 1, progress: null, CancellationToken.None);

        var (path, headers, body) = receiver.Arrivals.Single();
        Assert.That(path, Is.EqualTo("/webhooks/shopify"));
        Assert.That(Encoding.UTF8.GetString(body), Is.EqualTo("{ \"id\": 1 }"));
        Assert.That(headers["Content-Type"], Is.EqualTo("application/json"));
        Assert.That(headers["X-Shopify-Topic"], Is.EqualTo("orders/paid"));
        Assert.That(headers["X-Shopify-Hmac-Sha256"], Is.EqualTo(WebhookSignature.Of(body, PretendShop.Secret)));
        Assert.That(headers["X-Shopify-Shop-Domain"], Is.EqualTo(PretendShop.Domain));
        Assert.That(headers["X-Shopify-API-Version"], Is.EqualTo("2026-10"));
        Assert.That(Guid.TryParse(headers["X-Shopify-Webhook-Id"], out _), Is.True);
        Assert.That(Guid.TryParse(headers["X-Shopify-Event-Id"], out _), Is.True);
        Assert.That(DateTimeOffset.Parse(headers["X-Shopify-Triggered-At"], CultureInfo.InvariantCulture), Is.EqualTo(new PassingTime().GetUtcNow()));
    }

    [Test]
    public async Task One_connection_keeps_the_order_also_when_some_must_be_sent_again()
    {
        await using var receiver = await PretendReceiver.StartAsync(request => request % 3 == 0 ? 503 : 200);

        var report = await shop.Sender(receiver.Endpoint).SendAsync(PretendShop.Numbered(100), 1, progress: null, CancellationToken.None);

        Assert.That(PretendShop.Bodies(receiver).Distinct(), Is.EqualTo(PretendShop.Numbered(100).Select(PretendShop.Text)));
        Assert.That(PretendShop.Bodies(receiver), Is.Ordered);
        Assert.That((report.Sent, report.Answered, report.Retried), Is.EqualTo((100L, 100L, 49L)));
    }

    [Test]
    public async Task Sixty_four_connections_bring_everything_exactly_once()
    {
        await using var receiver = await PretendReceiver.StartAsync(_ => 200);

        var report = await shop.Sender(receiver.Endpoint).SendAsync(PretendShop.Numbered(5_000), 64, progress: null, CancellationToken.None);

        Assert.That(PretendShop.Bodies(receiver), Is.EquivalentTo(PretendShop.Numbered(5_000).Select(PretendShop.Text)));
        Assert.That((report.Sent, report.Answered, report.Retried), Is.EqualTo((5_000L, 5_000L, 0L)));
        Assert.That(receiver.Arrivals.Select(arrival => arrival.Headers["X-Shopify-Webhook-Id"]), Is.Unique);
    }

    [Test]
    public async Task No_more_deliveries_are_taken_than_there_are_connections()
    {
        const int Connections = 8;
        int taken = 0, answered = 0, most = 0;
        await using var receiver = await PretendReceiver.StartAsync(_ =>
        {
            Interlocked.Increment(ref answered);
            return 200;
        });
        var deliveries = PretendShop.Numbered(500).Select(delivery =>
        {
            most = Math.Max(most, ++taken - Volatile.Read(ref answered));
            return delivery;
        });

        await shop.Sender(receiver.Endpoint).SendAsync(deliveries, Connections, progress: null, CancellationToken.None);

        Assert.That(most, Is.LessThanOrEqualTo(Connections));
    }

    [Test]
    public async Task Progress_ends_with_what_was_done()
    {
        await using var receiver = await PretendReceiver.StartAsync(request => request == 2 ? 503 : 200);
        var told = new Told();

        var report = await shop.Sender(receiver.Endpoint).SendAsync(PretendShop.Numbered(10), 1, told, CancellationToken.None);

        Assert.That((told.Last!.Sent, told.Last.Answered, told.Last.Retried), Is.EqualTo((10L, 10L, 1L)));
        Assert.That(told.Last.LastFailure, Is.EqualTo($"{receiver.Endpoint} answered 503"));
        Assert.That(report.Elapsed, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(report.AnswerTimeP50, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(report.AnswerTimeP99));
    }

    [Test]
    public void No_deliveries_are_no_work()
    {
        var sender = shop.Sender(new Uri("http://127.0.0.1:1"));

        Assert.That(async () => (await sender.SendAsync([], 1, progress: null, CancellationToken.None)).Sent, Is.Zero);
        Assert.That(() => sender.SendAsync(PretendShop.Numbered(1), 0, progress: null, CancellationToken.None), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private sealed class Told : IProgress<SendProgress>
    {
        public SendProgress? Last { get; private set; }

        public void Report(SendProgress value) => Last = value;
    }
}
