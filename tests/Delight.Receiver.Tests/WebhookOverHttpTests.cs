using System.Net;
using System.Text;
using Delight.ObjectMother;
using Delight.Receiver.Tests.Payload;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Delight.Receiver.Tests;

/// <summary>Through the real web server, whose own limits are in play.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WebhookOverHttpTests : IAsyncDisposable
{
    private readonly Door _door = new();
    private readonly WebApplication _server;
    private readonly HttpClient _shop = new(new HttpClientHandler { AllowAutoRedirect = false });

    public WebhookOverHttpTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(_door.Endpoint);
        _server = builder.Build();
        _server.MapReceiver();
    }

    [SetUp]
    public Task Start() => _server.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _shop.Dispose();
        await _server.DisposeAsync();
        await _door.DisposeAsync();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_order_is_kept_however_its_body_is_sent(bool announced)
    {
        using var answer = await PostAsync(Encoding.UTF8.GetBytes(PlatformOrder.Any().ToJsonString()), announced);

        Assert.That((answer.StatusCode, _door.Kept.Count), Is.EqualTo((HttpStatusCode.OK, 1)));
    }

    [TestCase(5 * 1024 * 1024, true, HttpStatusCode.OK)]
    [TestCase(5 * 1024 * 1024, false, HttpStatusCode.OK)]
    [TestCase((5 * 1024 * 1024) + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    [TestCase((5 * 1024 * 1024) + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [TestCase((5 * 1024 * 1024) + 10_000, false, HttpStatusCode.RequestEntityTooLarge)]
    [TestCase(6 * 1024 * 1024, true, HttpStatusCode.RequestEntityTooLarge)]
    [TestCase(6 * 1024 * 1024, false, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Five_MiB_are_the_most(int bytes, bool announced, HttpStatusCode status)
    {
        using var answer = await PostAsync(new byte[bytes], announced);

        Assert.That(answer.StatusCode, Is.EqualTo(status));
        Assert.That(_door.Refused, Is.EqualTo(status == HttpStatusCode.OK ? 0 : 1));
    }

    [Test]
    public async Task Another_method_is_no_webhook()
    {
        using var answer = await _shop.GetAsync(Address);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    private Uri Address => new(new Uri(_server.Urls.Single()), "/webhooks/shopify");

    private async Task<HttpResponseMessage> PostAsync(byte[] body, bool announced)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = !announced;
        request.Headers.ExpectContinue = true;
        request.Headers.Add("X-Shopify-Shop-Domain", Shop.Domain);
        request.Headers.Add("X-Shopify-Topic", "orders/create");
        request.Headers.Add("X-Shopify-Hmac-Sha256", Door.Sign(body));
        return await _shop.SendAsync(request).WaitAsync(Limit.Patience);
    }
}
