using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Delight.ObjectMother;

namespace Delight.Host.Tests.Serving;

/// <summary>HTTP/2 needs TLS, which Delight speaks with a certificate given by settings.</summary>
public class Http2Tests
{
    private const string Password = "of the certificate";

    private static readonly string[] Shops = [$"Shops:0:Domain={Shop.Domain}", $"Shops:0:WebhookSecrets:0={Started.Secret}"];

    [Test]
    public async Task Without_TLS_it_is_refused_as_such_and_the_server_goes_on()
    {
        await using var server = await Started.WithAsync(Shops);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(server.Http, RawWebhook.Order(1)));

        Assert.That((refused?.InnerException as HttpProtocolException)?.ErrorCode, Is.EqualTo(Http11Required));
        Assert.That(await server.PostWebhookAsync(RawWebhook.Order(1)), Is.EqualTo(200));
    }

    [TestCase("urls=https://127.0.0.1:0", "Kestrel:Certificates:Default")]
    [TestCase("Kestrel:Endpoints:Door:Url=https://127.0.0.1:0", "Kestrel:Endpoints:Door:Certificate")]
    public async Task Over_TLS_many_deliveries_go_over_one_connection(string address, string certificate)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("own.pfx");
        var thumbprint = await MakeAsync(file);
        await using var server = await Started.WithAsync([.. Shops, $"../{address}", $"../{certificate}:Path={file}", $"../{certificate}:Password={Password}"]);
        using var shop = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == thumbprint },
            MaxConnectionsPerServer = 1,
        })
        { BaseAddress = server.Http.BaseAddress };

        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(number => PostAsync(shop, RawWebhook.Order(number))));

        Assert.That(answers, Is.All.EqualTo((HttpVersion.Version20, HttpStatusCode.OK)));
    }

    private static async Task<(Version, HttpStatusCode)> PostAsync(HttpClient shop, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/shopify")
        {
            Content = new ByteArrayContent(body),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Add("X-Shopify-Shop-Domain", Shop.Domain);
        request.Headers.Add("X-Shopify-Topic", "orders/create");
        request.Headers.Add("X-Shopify-Hmac-Sha256", Started.Sign(body));
        using var answer = await shop.SendAsync(request).WaitAsync(Limit.Patience);
        return (answer.Version, answer.StatusCode);
    }

    /// <returns>The certificate's thumbprint.</returns>
    private static async Task<string> MakeAsync(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, Password));
        return certificate.GetCertHashString();
    }

    /// <summary>RFC 9113, section 7.</summary>
    private const long Http11Required = 0xd;
}
