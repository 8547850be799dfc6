using Delight.ObjectMother;
using Delight.Receiver.Shops;

namespace Delight.Receiver.Tests.Shops;

public class ShopsSettingsTests
{
    [Test]
    public void Without_any_shop_there_is_nothing_to_complain_about() => Assert.That(Faults(), Is.Empty);

    [Test]
    public void A_shop_with_a_domain_and_a_secret_will_do() => Assert.That(Faults(Good()), Is.Empty);

    [TestCase("")]
    [TestCase("  ")]
    public void A_missing_domain_is_a_sentence(string domain)
    {
        var shop = Good();
        shop.Domain = domain;

        Assert.That(Faults(Good(), shop), Is.EqualTo(new[]
        {
            "Delight:Shops:1:Domain is missing; give the shop's permanent domain, such as my-shop.myshopify.com.",
        }));
    }

    [Test]
    public void A_missing_secret_is_a_sentence()
    {
        var shop = Good();
        shop.WebhookSecrets = [];

        Assert.That(Faults(shop), Is.EqualTo(new[]
        {
            "Delight:Shops:0:WebhookSecrets:0 is missing; copy the secret that the shop's admin shows beside its webhooks.",
        }));
    }

    [TestCase("")]
    [TestCase("short")]
    [TestCase("123456789")]
    public void A_secret_too_short_to_be_one_is_a_sentence_that_does_not_repeat_it(string secret)
    {
        var shop = Good();
        shop.WebhookSecrets = ["a-long-enough-secret", secret];

        Assert.That(Faults(shop), Is.EqualTo(new[]
        {
            "Delight:Shops:0:WebhookSecrets holds a value of fewer than 10 characters, too short to be a secret; copy it whole.",
        }));
    }

    [TestCase("Europe/Berlin", true)]
    [TestCase("UTC", true)]
    [TestCase("Mars/Olympus", false)]
    [TestCase("", false)]
    public void A_time_zone_must_be_known(string zone, bool known)
    {
        var shop = Good();
        shop.TimeZone = zone;

        Assert.That(Faults(shop), Is.EqualTo(known ? [] : new[] { "Delight:Shops:0:TimeZone is not a known time zone; write it like Europe/Berlin." }));
    }

    [TestCase(Shop.Domain)]
    [TestCase("CALM-LAKE.myshopify.com")]
    [TestCase(" calm-lake.myshopify.com")]
    public void A_shop_is_named_once(string again)
    {
        var shop = Good();
        shop.Domain = again;

        Assert.That(Faults(Good(), shop), Is.EqualTo(new[]
        {
            "Delight:Shops names the same domain twice; put both secrets into one shop's WebhookSecrets.",
        }));
    }

    [Test]
    public void All_faults_come_together() =>
        Assert.That(Faults(new ShopSettings { TimeZone = "nowhere" }), Has.Length.EqualTo(3));

    private static ShopSettings Good() => new() { Domain = Shop.Domain, WebhookSecrets = ["a-long-enough-secret"] };

    private static string[] Faults(params ShopSettings[] shops) =>
        [.. new ShopsSettingsValidator().Validate(new ShopsSettings { Shops = shops }).Errors.Select(e => e.ErrorMessage)];
}
