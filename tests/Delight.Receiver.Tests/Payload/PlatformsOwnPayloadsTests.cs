using System.Text.Json.Nodes;
using Delight.Contracts;
using Delight.ObjectMother;
using Delight.Receiver.Payload;
using static Delight.Receiver.Tests.Payload.PlatformOrder;

namespace Delight.Receiver.Tests.Payload;

/// <summary>The order payloads as the platform and its users publish them.</summary>
public class PlatformsOwnPayloadsTests
{
    [Test]
    public void The_current_documented_order()
    {
        var (order, faults) = Read(Bytes("orders_create.2026-04.docs-example.json"));

        Assert.That(faults, Is.Empty);
        Assert.That(order!.Items, Is.EqualTo(new[] { "Aviator sunglasses", "Lens Protection Plan (2 Year)", "Premium Leather Case", "Mid-century lounger", "Coffee table" }.Select(t => new OrderItem(t))));
        Assert.That(order with { Items = [] }, Is.EqualTo(new OrderSeen
        {
            Shop = Shop.Domain,
            OrderId = 820_982_911_946_154_500,
            OrderName = "#9999",
            CustomerId = 115_310_627_314_723_950,
            CustomerFirstName = "John",
            CreatedAt = new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero),
            UpdatedAt = new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero),
            CancelledAt = new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero),
            FinancialStatus = "voided",
            Fulfilled = false,
            Test = true,
            RequiresShipping = true,
            Total = new Money(41495, "USD"),
            Locale = "en",
            EmailDigest = Delight.Platform.Privacy.AddressDigest.Of(Shop.Domain, "john@example.com"),
            Delivery = Arrived,
        }));
    }

    [Test]
    public void An_order_without_any_customer()
    {
        var (order, faults) = Read(Bytes("orders_create.no-customer.webhookdb.json"));

        Assert.That(faults, Is.Empty);
        Assert.That((order!.OrderId, order.CustomerId, order.CustomerFirstName, order.Total, order.FinancialStatus, order.Fulfilled),
            Is.EqualTo((450789469, default(long?), default(string), new Money(1000, "USD"), "authorized", false)));
        Assert.That(order.UpdatedAt, Is.EqualTo(new DateTimeOffset(2012, 8, 24, 18, 2, 15, TimeSpan.Zero)));
    }

    [TestCase("orders_create.2024-01.exemplar-12-lines.json", "example string")]
    [TestCase("orders_create.2025-04.exemplar-no-customer-pii.json", null)]
    public void An_exemplars_shape_with_real_values_put_in(string file, string? firstName)
    {
        var order = JsonNode.Parse(Bytes(file))!.AsObject()
            .With("created_at", "2026-11-20T05:15:30-05:00").With("updated_at", "2026-11-20T05:20:00-05:00")
            .With("currency", "USD").With("current_total_price", "49.95").With("total_price", "60.00");

        var mapped = Map(order);

        Assert.That(new OrderSeenValidator().Faults(mapped), Is.Empty);
        Assert.That((mapped.OrderId, mapped.CustomerId, mapped.CustomerFirstName, mapped.Total, mapped.RequiresShipping),
            Is.EqualTo((123, (long?)123, firstName, new Money(4995, "USD"), true)));
    }

    [TestCase("orders_create.2024-01.exemplar-12-lines.json")]
    [TestCase("orders_create.2025-04.exemplar-no-customer-pii.json")]
    public void An_exemplar_with_placeholders_for_values_is_a_sentence(string file) =>
        Assert.That(Read(Bytes(file)).Faults, Has.Count.EqualTo(1).And.All.StartsWith("The body cannot be read as an order: at $."));

    [Test]
    public void Every_order_payload_is_looked_at_here() =>
        Assert.That(Directory.GetFiles(Repository.Shared("data/shopify"), "orders_create.*").Select(Path.GetFileName), Is.EquivalentTo(new[]
        {
            "orders_create.2024-01.exemplar-12-lines.json",
            "orders_create.2025-04.exemplar-no-customer-pii.json",
            "orders_create.2026-04.docs-example.json",
            "orders_create.no-customer.webhookdb.json",
        }));

    [TestCase("orders_edited.2026-04.docs-example.json")]
    [TestCase("customers_redact.docs-example.json")]
    public void What_is_no_order_would_be_told_what_it_lacks(string file) =>
        Assert.That(Read(Bytes(file)).Faults, Is.Not.Empty);

    private static byte[] Bytes(string file) => File.ReadAllBytes(Repository.Shared($"data/shopify/{file}"));
}
