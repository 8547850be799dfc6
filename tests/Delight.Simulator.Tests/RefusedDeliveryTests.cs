using System.Net;
using System.Net.Sockets;

namespace Delight.Simulator.Tests;

public class RefusedDeliveryTests
{
    private PretendShop shop = null!;

    [SetUp]
    public void Open() => shop = new PretendShop();

    [TearDown]
    public void Close() => shop.Dispose();

    [Test]
    public async Task Pauses_grow_from_50_milliseconds_to_2_seconds()
    {
        await using var receiver = await PretendReceiver.StartAsync(request => request <= 8 ? 503 : 200);
        var time = new PassingTime();

        await shop.Sender(receiver.Endpoint, time).SendAsync(PretendShop.Numbered(1), 1, progress: null, CancellationToken.None);

        Assert.That(time.Pauses.Select(pause => pause.TotalMilliseconds), Is.EqualTo(new[] { 50, 100, 200, 400, 800, 1600, 2000, 2000 }));
    }

    [Test]
    public async Task A_delivery_sent_again_is_the_same_delivery()
    {
        await using var receiver = await PretendReceiver.StartAsync(request => request == 1 ? 500 : 200);

        await shop.Sender(receiver.Endpoint).SendAsync(PretendShop.Numbered(1), 1, progress: null, CancellationToken.None);

        foreach (var header in new[] { "X-Shopify-Webhook-Id", "X-Shopify-Event-Id", "X-Shopify-Hmac-Sha256", "X-Shopify-Triggered-At" })
            Assert.That(receiver.Arrivals.Select(arrival => arrival.Headers[header]).Distinct().Count(), Is.EqualTo(1), header);
    }

    [TestCase(302)]
    [TestCase(404)]
    [TestCase(503)]
    public async Task Whatever_is_not_answered_2xx_is_sent_again(int status)
    {
        await using var receiver = await PretendReceiver.StartAsync(request => request == 1 ? status : 204);

        var report = await shop.Sender(receiver.Endpoint).SendAsync(PretendShop.Numbered(1), 1, progress: null, CancellationToken.None);

        Assert.That((report.Answered, report.Retried), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public async Task A_refused_connection_is_tried_until_somebody_listens()
    {
        var port = FreePort();
        PretendReceiver? receiver = null;
        var time = new PassingTime(async pause => receiver ??= pause < 5 ? null : await PretendReceiver.StartAsync(_ => 200, port));
        var endpoint = new Uri($"http://127.0.0.1:{port}/webhooks/shopify");

        var report = await shop.Sender(endpoint, time).SendAsync(PretendShop.Numbered(3), 1, progress: null, CancellationToken.None);

        await using (receiver)
            Assert.That(PretendShop.Bodies(receiver!), Is.EqualTo(PretendShop.Numbered(3).Select(PretendShop.Text)));
        Assert.That(report.Retried, Is.EqualTo(5));
    }

    [Test]
    public async Task What_is_not_answered_in_time_is_sent_again()
    {
        var time = new PassingTime();
        await using var receiver = await PretendReceiver.StartAsync(async (request, context) =>
        {
            if (request > 1)
                return 200;
            time.ExpireAnswers();
            await HungUp(context.RequestAborted);
            return 200;
        });

        var report = await shop.Sender(receiver.Endpoint, time).SendAsync(PretendShop.Numbered(1), 1, progress: null, CancellationToken.None);

        Assert.That((report.Answered, report.Retried), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public async Task A_refused_signature_ends_the_run_with_a_sentence()
    {
        await using var receiver = await PretendReceiver.StartAsync(_ => 401);

        var refused = await Assert.ThrowsAsync<ShopRefusedException>(() => shop.Sender(receiver.Endpoint).SendAsync(PretendShop.Numbered(100), 4, progress: null, CancellationToken.None));

        Assert.That(refused!.Message, Does.Contain("answered 401").And.Contain(PretendShop.Domain).And.Contain("Delight__Shops__0__WebhookSecrets__0"));
        Assert.That(refused.Message, Does.Not.Contain(PretendShop.Secret));
        Assert.That(receiver.Arrivals, Has.Count.LessThanOrEqualTo(4));
    }

    [Test]
    public async Task A_delivery_that_is_too_large_ends_the_run_with_a_sentence()
    {
        await using var receiver = await PretendReceiver.StartAsync(_ => 413);

        var refused = await Assert.ThrowsAsync<ShopRefusedException>(() => shop.Sender(receiver.Endpoint).SendAsync(PretendShop.Numbered(1), 1, progress: null, CancellationToken.None));

        Assert.That(refused!.Message, Does.Contain("answered 413").And.Contain("orders/create with 12 bytes"));
    }

    [Test]
    public async Task A_run_can_be_cancelled_while_nobody_answers()
    {
        using var stop = new CancellationTokenSource();
        var time = new PassingTime(pause => pause < 20 ? Task.CompletedTask : stop.CancelAsync());
        await using var receiver = await PretendReceiver.StartAsync(_ => 503);

        Assert.That(() => shop.Sender(receiver.Endpoint, time).SendAsync(PretendShop.Numbered(10), 2, progress: null, stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static async Task HungUp(CancellationToken aborted)
    {
        var hungUp = new TaskCompletionSource();
        await using (aborted.Register(hungUp.SetResult))
            await hungUp.Task;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
