using System.Text;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.Receiver.Payload;

namespace Delight.Receiver.Tests;

/// <summary>The platform's privacy webhooks, as its own examples show them.</summary>
public class PrivacyRequestTests
{
    [Test]
    public void A_request_to_be_forgotten_names_the_customer_and_the_orders()
    {
        var (request, reasons) = Read("customers/redact", """{"shop_domain":"x","customer":{"id":191167,"email":"john@example.com"},"orders_to_redact":[299938,280263]}""");

        Assert.That(reasons, Is.Empty);
        Assert.That((request!.Shop, request.Kind, request.CustomerId), Is.EqualTo((Shop.Domain, "customers/redact", 191167)));
        Assert.That(request.OrderIds, Is.EqualTo(new[] { 299938, 280263 }));
    }

    [Test]
    public void A_data_request_names_the_orders_by_another_name() =>
        Assert.That(Read("customers/data_request", """{"customer":{"id":"191167"},"orders_requested":[299938]}""").Request!.OrderIds, Is.EqualTo(new[] { 299938 }));

    [TestCase("shop/redact")]
    [TestCase("app/uninstalled")]
    public void A_shop_needs_nothing_but_its_signature(string topic) => Assert.Multiple(() =>
    {
        Assert.That(Read(topic, "{}").Request!.CustomerId, Is.Null);
        Assert.That(Read(topic, "not even JSON").Request!.Shop, Is.EqualTo(Shop.Domain));
    });

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"customer":null}""")]
    [TestCase("""{"customer":{"id":0}}""")]
    public void A_request_without_a_customer_is_set_aside_with_the_reason(string body) =>
        Assert.That(Read("customers/redact", body), Is.EqualTo(((PrivacyRequested?)null, new[] { "The request names no customer." })));

    [Test]
    public void So_is_one_that_cannot_be_read() =>
        Assert.That(Read("customers/redact", "{").Reasons.Single(), Does.StartWith("The body cannot be read as a customers/redact request: line 1"));

    private static (PrivacyRequested? Request, IReadOnlyList<string> Reasons) Read(string topic, string body) =>
        PrivacyPayload.Read(Shop.Domain, Shop.Delivery(topic), Encoding.UTF8.GetBytes(body));
}
