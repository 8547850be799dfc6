using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Delight.ObjectMother;
using Delight.ObjectMother.Buses;
using Delight.Platform.Resilience;
using Delight.Receiver.Keeping;
using Delight.Receiver.Payload;
using Delight.Receiver.Shops;
using Delight.Receiver.Tests.Payload;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Delight.Receiver.Tests;

/// <summary>The webhook endpoint with one shop, a broker and a spool behind it.</summary>
internal sealed class Door : IAsyncDisposable
{
    private static readonly ServiceProvider NoServices = new ServiceCollection().AddLogging().BuildServiceProvider();
    private readonly TemporaryFolder _folder = new();
    private readonly ShopDirectory _shops = new(
        new InForce<ShopsSettings>(new() { Shops = [new() { Domain = Shop.Domain, WebhookSecrets = ["hush-hush-secret"] }] }), new Logbook<ShopDirectory>());

    public Door()
    {
        Spool = new Spool(Options.Create(new SpoolSettings { Path = _folder.File("folder/spool.db") }));
        Counts = new IntakeCounts(Spool, Clock);
        Endpoint = new WebhookEndpoint(
            Admission, _shops,
            new DeliverySorter(new OrderReader(new OrderSeenValidator()), new Keeper(Broker, Spool, Counts, new ResilienceFactory(Clock), new Logbook<Keeper>()), Counts, Clock), Counts, Clock);
    }

    public StandingClock Clock { get; } = new();

    public PretendBroker Broker { get; } = new();

    public Admission Admission { get; } = new();

    public Spool Spool { get; }

    public IntakeCounts Counts { get; }

    public WebhookEndpoint Endpoint { get; }

    /// <summary>An ordinary order as the platform sends it.</summary>
    public static byte[] Order { get; } = Encoding.UTF8.GetBytes(PlatformOrder.Any().ToJsonString());

    /// <summary>What the broker got.</summary>
    public IReadOnlyList<object> Kept => [.. Broker.Offered.Select(o => o.Message)];

    public long Refused => Counts.Report(stopped: false).Refused;

    public static string Sign(byte[] body, string secret = "hush-hush-secret") =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public void BrokerIsAway() => Broker.WhenOffered = (_, _) => throw new InvalidOperationException("Away.");

    public Task SpoolCannotBeWritten() => File.WriteAllTextAsync(_folder.File("folder"), "in the way");

    public Task<(int Status, string Says, string RetryAfter)> PostAsync(
        byte[] body, string topic = "orders/create", string? signature = null, string shop = Shop.Domain, bool announced = true) =>
        PostAsync(PipeReader.Create(new MemoryStream(body)), announced ? body.Length : null, signature ?? Sign(body), topic, shop);

    /// <param name="body">May come as it likes.</param>
    public async Task<(int Status, string Says, string RetryAfter)> PostAsync(
        PipeReader body, int? length, string signature, string topic = "orders/create", string shop = Shop.Domain)
    {
        var said = new MemoryStream();
        var http = new DefaultHttpContext
        {
            Request =
            {
                ContentLength = length,
                Headers =
                {
                    ["x-shopify-shop-domain"] = shop,
                    ["x-shopify-topic"] = topic,
                    ["x-shopify-hmac-sha256"] = signature,
                },
            },
            Response = { Body = said },
        };
        http.Features.Set<IRequestBodyPipeFeature>(new Body(body));
        http.RequestServices = NoServices;
        await Endpoint.HandleAsync(http);
        var problem = said.Length > 0 ? JsonDocument.Parse(said.ToArray()).RootElement.GetProperty("detail").GetString()! : "";
        return (http.Response.StatusCode, problem, http.Response.Headers.RetryAfter.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await Spool.DisposeAsync();
        _shops.Dispose();
        _folder.Dispose();
    }

    private sealed record Body(PipeReader Reader) : IRequestBodyPipeFeature;
}
