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
        var (request, reasons) = Read("customers/redact", """{"shop_domain":"CALM-LAKE.myshopify.com","customer":{"id":191167,"email":"john@example.com"},"orders_to_redact":[299938,280263]}""");

        Assert.That(reasons, Is.Empty);
        Assert.That((request!.Shop, request.Kind, request.CustomerId), Is.EqualTo((Shop.Domain, "customers/redact", 191167)));
        Assert.That((request.CustomerEmail, request.CustomerPhone), Is.EqualTo(("john@example.com", (string?)null)));
        Assert.That(request.OrderIds, Is.EqualTo(new[] { 299938, 280263 }));
    }

    [TestCase("42")]
    [TestCase("null")]
    [TestCase("{}")]
    public void An_address_that_is_none_is_no_reason_to_refuse(string email) =>
        Assert.That(Read("customers/redact", $$"""{"shop_domain":"calm-lake.myshopify.com","customer":{"id":191167,"email":{{email}},"phone":"555-625-1199"},"orders_to_redact":[]}""").Request,
            Has.Property(nameof(PrivacyRequested.CustomerEmail)).Null.And.Property(nameof(PrivacyRequested.CustomerPhone)).EqualTo("555-625-1199"));

    [Test]
    public void A_data_request_names_the_orders_by_another_name() =>
        Assert.That(Read("customers/data_request", """{"shop_domain":"calm-lake.myshopify.com","customer":{"id":"191167"},"orders_requested":[299938]}""").Request!.OrderIds, Is.EqualTo(new[] { 299938 }));

    [TestCase("shop/redact", """{"shop_id":954889,"shop_domain":"calm-lake.myshopify.com"}""")]
    [TestCase("app/uninstalled", """{"id":954889,"name":"Calm Lake","domain":"calm.example","myshopify_domain":"calm-lake.myshopify.com"}""")]
    public void A_shop_is_named_by_its_body(string topic, string body)
    {
        var (request, reasons) = Read(topic, body);

        Assert.That(reasons, Is.Empty);
        Assert.That((request!.Shop, request.Kind, request.CustomerId), Is.EqualTo((Shop.Domain, topic, (long?)null)));
    }

    [TestCase("shop/redact", "it names a customer or orders")]
    [TestCase("app/uninstalled", "it names a customer or orders")]
    [TestCase("customers/redact", "it has no orders_to_redact")]
    [TestCase("customers/data_request", "it has no orders_requested")]
    public void The_topic_is_not_signed_so_an_order_sent_again_under_it_does_nothing(string topic, string why) => Assert.Multiple(() =>
    {
        var order = """{"id":1,"name":"#1","shop_domain":"calm-lake.myshopify.com","myshopify_domain":"calm-lake.myshopify.com","customer":{"id":7},"line_items":[]}""";
        Assert.That(Read(topic, order).Reasons, Is.EqualTo(new[] { $"The body is not that of a {topic} request: {why}." }));
        Assert.That(Read(topic, """{"id":1,"customer":{"id":7}}""").Reasons.Single(), Does.StartWith("The body does not name the shop that signed it"));
        Assert.That(Read(topic, "{}").Request, Is.Null);
    });

    [TestCase("shop/redact", """{"shop_domain":"calm-lake.myshopify.com","customer":{"id":7},"orders_to_redact":[]}""")]
    [TestCase("customers/redact", """{"shop_domain":"calm-lake.myshopify.com","customer":{"id":7},"orders_requested":[]}""")]
    [TestCase("customers/redact", """{"shop_domain":"calm-lake.myshopify.com","orders_to_redact":[]}""")]
    [TestCase("customers/redact", """{"shop_domain":"calm-lake.myshopify.com","customer":{"id":0},"orders_to_redact":[]}""")]
    [TestCase("customers/redact", """{"shop_domain":"loud-river.myshopify.com","customer":{"id":7},"orders_to_redact":[]}""")]
    [TestCase("customers/redact", "null")]
    public void One_request_is_not_another_and_one_shop_not_another(string topic, string body) => Assert.That(Read(topic, body).Request, Is.Null);

    [Test]
    public void So_is_one_that_cannot_be_read() =>
        Assert.That(Read("customers/redact", "{").Reasons.Single(), Does.StartWith("The body cannot be read as a customers/redact request: line 1"));

    private static (PrivacyRequested? Request, IReadOnlyList<string> Reasons) Read(string topic, string body) =>
        PrivacyPayload.Read(Shop.Domain, Shop.Delivery(topic), Encoding.UTF8.GetBytes(body));
}
