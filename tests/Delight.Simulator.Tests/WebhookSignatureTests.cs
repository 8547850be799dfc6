using System.Text;

namespace Delight.Simulator.Tests;

public class WebhookSignatureTests
{
    [Test]
    public void A_signature_is_what_openssl_computes()
    {
        // printf '{"id":9100000000000001,"name":"#1001"}' | openssl dgst -sha256 -hmac 'hush-hush-Größe' -binary | base64
        var body = Encoding.UTF8.GetBytes("""{"id":9100000000000001,"name":"#1001"}""");

        Assert.That(WebhookSignature.Of(body, "hush-hush-Größe"), Is.EqualTo("ZGwEnn35RDj3rgep19CrMd1dXrRu7k4zCl7fGdxqXVo="));
    }

    [Test]
    public void A_signature_is_what_the_standard_says()
    {
        // RFC 4231, test case 2.
        var expected = Convert.ToBase64String(Convert.FromHexString("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));

        Assert.That(WebhookSignature.Of("what do ya want for nothing?"u8, "Jefe"), Is.EqualTo(expected));
    }
}
