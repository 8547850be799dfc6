using System.Security.Cryptography;
using System.Text;
using Delight.ObjectMother;
using Delight.Receiver.Shops;

namespace Delight.Receiver.Tests.Shops;

public class SignatureTests
{
    private const string Secret = "hush-hush-secret";

    /// <summary>Worked out with another program's HMAC-SHA256.</summary>
    private const string Signature = "1/PHJ4tWt8pLW4PELSqSBsKvr4xWrimKXrMIf9lRhj4=";
    private static readonly byte[] Body = """{"id":820982911946154508,"name":"#9999"}"""u8.ToArray();

    [Test]
    public void The_shops_own_signature_is_accepted() => Assert.That(Authenticate(Shop.Domain, Signature), Is.EqualTo(Shop.Domain));

    [Test]
    public void A_body_changed_by_one_byte_is_refused()
    {
        byte[] changed = [.. Body];
        changed[^1] ^= 1;

        Assert.That(Directory().Authenticate(Shop.Domain, Signature, changed), Is.Null);
    }

    [TestCase("1/PHJ4tWt8pLW4PELSqSBsKvr4xWrimKXrMIf9lRhj8=")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [TestCase("")]
    [TestCase(null)]
    [TestCase("not base64!")]
    [TestCase("1/PHJ4tWt8pLW4PELSqSBsKvr4xWrimKXrMIf9lR")]
    [TestCase("1/PHJ4tWt8pLW4PELSqSBsKvr4xWrimKXrMIf9lRhj4AAAA=")]
    [TestCase("d7f3c7278b56b7ca4b5b83c42d2a9206c2afaf8c56ae298a5eb3087fd951863e")]
    public void Any_other_signature_is_refused(string? signature) => Assert.That(Authenticate(Shop.Domain, signature), Is.Null);

    [Test]
    public void While_a_secret_is_rotated_both_are_accepted()
    {
        using var directory = Directory(new ShopSettings { Domain = Shop.Domain, WebhookSecrets = ["the-next-secret", Secret] });

        Assert.That(directory.Authenticate(Shop.Domain, Signature, Body), Is.EqualTo(Shop.Domain));
        Assert.That(directory.Authenticate(Shop.Domain, Sign("the-next-secret"), Body), Is.EqualTo(Shop.Domain));
        Assert.That(directory.Authenticate(Shop.Domain, Sign("a-third-secret"), Body), Is.Null);
    }

    [Test]
    public void Every_shop_known_or_not_costs_as_many_HMACs_as_the_one_with_the_most_secrets()
    {
        using var directory = Directory(
            new ShopSettings { Domain = Shop.Domain, WebhookSecrets = ["the-next-secret", Secret, "the-one-before"] },
            new ShopSettings { Domain = Shop.OtherDomain, WebhookSecrets = ["another-secret"] });

        Assert.That(new[] { Shop.Domain, Shop.OtherDomain, "unknown.example", "" }.Select(directory.Cost), Is.All.EqualTo(3));
        Assert.That(Directory().Cost("unknown.example"), Is.EqualTo(1));
    }

    [TestCase("CALM-LAKE.MyShopify.com")]
    [TestCase(" calm-lake.myshopify.com ")]
    public void A_domain_is_known_in_capitals_too_and_named_in_lower_case(string domain) =>
        Assert.That(Authenticate(domain, Signature), Is.EqualTo(Shop.Domain));

    [Test]
    public void A_domain_may_be_set_in_capitals()
    {
        using var directory = Directory(new ShopSettings { Domain = "Calm-Lake.MYSHOPIFY.com", WebhookSecrets = [Secret] });

        Assert.That(directory.Authenticate(Shop.Domain, Signature, Body), Is.EqualTo(Shop.Domain));
    }

    [TestCase(Shop.OtherDomain)]
    [TestCase("")]
    [TestCase(null)]
    public void An_unknown_shop_is_refused_whatever_its_signature(string? domain) => Assert.That(Authenticate(domain, Signature), Is.Null);

    [Test]
    public void One_shops_secret_does_not_sign_for_another()
    {
        using var directory = Directory(
            new ShopSettings { Domain = Shop.Domain, WebhookSecrets = [Secret] },
            new ShopSettings { Domain = Shop.OtherDomain, WebhookSecrets = ["another-secret"] });

        Assert.That(directory.Authenticate(Shop.OtherDomain, Signature, Body), Is.Null);
        Assert.That(directory.Authenticate(Shop.OtherDomain, Sign("another-secret"), Body), Is.EqualTo(Shop.OtherDomain));
    }

    [Test]
    public void A_secret_of_any_letters_signs()
    {
        using var directory = Directory(new ShopSettings { Domain = Shop.Domain, WebhookSecrets = ["schlüssel-鍵-🔑"] });

        Assert.That(directory.Authenticate(Shop.Domain, Sign("schlüssel-鍵-🔑"), Body), Is.EqualTo(Shop.Domain));
    }

    [Test]
    public void A_shop_that_is_added_is_known_without_a_new_start()
    {
        var settings = new InForce<ShopsSettings>(new());
        using var directory = new ShopDirectory(settings, new Logbook<ShopDirectory>());
        Assert.That(directory.Authenticate(Shop.Domain, Signature, Body), Is.Null);

        settings.Change(new() { Shops = [new() { Domain = Shop.Domain, WebhookSecrets = [Secret] }] });

        Assert.That(directory.Authenticate(Shop.Domain, Signature, Body), Is.EqualTo(Shop.Domain));
    }

    [Test]
    public void A_refused_test_of_our_own_is_said_as_such_and_hides_no_real_refusal()
    {
        var log = new Logbook<ShopDirectory>();
        using var directory = new ShopDirectory(new InForce<ShopsSettings>(new() { Shops = [new() { Domain = Shop.Domain, WebhookSecrets = [Secret] }] }), log);

        directory.SayRefused(Shop.Domain, isTest: true);
        directory.SayRefused(Shop.Domain, isTest: true);
        directory.SayRefused(Shop.Domain, isTest: false);
        directory.SayRefused(Shop.Domain, isTest: false);

        Assert.That(log.Lines, Has.Count.EqualTo(2));
        Assert.That(log.Lines[0], Does.StartWith($"Deliveries of the topic delight/check were refused, the last one in the name of \"{Shop.Domain}\". ").And.EndsWith("Refused since this was last said: 1."));
        Assert.That(log.Lines[1], Does.StartWith($"A delivery in the name of {Shop.Domain} was refused: its signature fits none of the shop's secrets here."));
    }

    [Test]
    public async Task Without_any_shop_the_log_says_at_start_how_to_add_one()
    {
        var log = new Logbook<ShopDirectory>();

        using var directory = new ShopDirectory(new InForce<ShopsSettings>(new()), log);
        await directory.StartAsync(CancellationToken.None);

        Assert.That(log.Lines, Is.EqualTo(new[]
        {
            "No shop is configured: every webhook is answered 401. Add one with Delight:Shops:0:Domain and Delight:Shops:0:WebhookSecrets:0.",
        }));
    }

    [Test]
    public async Task The_log_names_the_shops_and_no_secret()
    {
        var log = new Logbook<ShopDirectory>();

        using var directory = new ShopDirectory(
            new InForce<ShopsSettings>(new() { Shops = [new() { Domain = Shop.Domain, WebhookSecrets = [Secret, "the-next-secret"] }] }), log);
        await directory.StartAsync(CancellationToken.None);

        Assert.That(log.Lines, Is.EqualTo(new[] { $"Webhooks are taken from {Shop.Domain} (2 secret(s))." }));
    }

    private static string? Authenticate(string? domain, string? signature)
    {
        using var directory = Directory();
        return directory.Authenticate(domain, signature, Body);
    }

    private static ShopDirectory Directory(params ShopSettings[] shops) => new(
        new InForce<ShopsSettings>(new() { Shops = shops.Length > 0 ? shops : [new() { Domain = Shop.Domain, WebhookSecrets = [Secret] }] }),
        new Logbook<ShopDirectory>());

    private static string Sign(string secret) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Body));
}
