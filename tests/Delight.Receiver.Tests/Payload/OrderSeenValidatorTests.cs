using Delight.Contracts;
using Delight.ObjectMother;
using Delight.Receiver.Payload;

namespace Delight.Receiver.Tests.Payload;

public class OrderSeenValidatorTests
{
    private static readonly OrderSeen Good = Shop.Order();

    [Test]
    public void An_ordinary_order_is_without_fault() => Assert.That(Faults(Good), Is.Empty);

    [Test]
    public void So_is_a_guests_order_without_a_currency_for_nothing() =>
        Assert.That(Faults(Shop.Order(1, customer: null) with { Total = new Money(0, "XXX"), FinancialStatus = null }), Is.Empty);

    [TestCase(0)]
    [TestCase(-5)]
    public void An_id_is_positive(long id) => Assert.Multiple(() =>
    {
        Assert.That(Faults(Good with { OrderId = id }), Is.EqualTo(new[] { $"The order's id {id} is not a positive number." }));
        Assert.That(Faults(Good with { CustomerId = id }), Is.EqualTo(new[] { $"The customer's id {id} is not a positive number." }));
    });

    [Test]
    public void A_name_has_an_end()
    {
        Assert.That(Faults(Good with { OrderName = new string('x', 255) }), Is.Empty);
        Assert.That(Faults(Good with { OrderName = new string('x', 256) }), Is.EqualTo(new[] { "The order's name has 256 characters; 255 are allowed." }));
    }

    [TestCase("1989-12-31T23:59:59Z")]
    [TestCase("2200-01-01T00:00:01Z")]
    public void Times_lie_within_two_centuries(string time) => Assert.Multiple(() =>
    {
        Assert.That(Faults(Good with { CreatedAt = DateTimeOffset.Parse(time) }), Is.EqualTo(new[] { "created_at lies before 1990 or after 2199." }));
        Assert.That(Faults(Good with { UpdatedAt = DateTimeOffset.Parse(time) }), Is.EqualTo(new[] { "updated_at lies before 1990 or after 2199." }));
    });

    [Test]
    public void A_financial_status_has_an_end_too() =>
        Assert.That(Faults(Good with { FinancialStatus = new string('x', 65) }), Is.EqualTo(new[] { "The financial status has 65 characters; 64 are allowed." }));

    [Test]
    public void A_total_has_an_end_so_that_a_customers_totals_add_up()
    {
        Assert.That(Faults(Good with { Total = new Money(1_000_000_000_000_000, "VND") }), Is.Empty);
        Assert.That(Faults(Good with { Total = new Money(1_000_000_000_000_001, "VND") }), Is.EqualTo(new[] { "The order's total is larger than any order's." }));
    }

    [Test]
    public void A_total_is_not_negative() =>
        Assert.That(Faults(Good with { Total = new Money(-1, "USD") }), Is.EqualTo(new[] { "The order's total is negative." }));

    [TestCase("usd")]
    [TestCase("US")]
    [TestCase("DOLLAR")]
    [TestCase("U$D")]
    [TestCase("")]
    public void A_currency_has_three_capitals(string currency) =>
        Assert.That(Faults(Good with { Total = new Money(1, currency) }), Is.EqualTo(new[] { "The currency is not an ISO 4217 code." }));

    [Test]
    public void All_faults_are_told_together() =>
        Assert.That(Faults(Good with { OrderId = 0, CustomerId = 0, Total = new Money(-1, "") }), Has.Count.EqualTo(4));

    private static IReadOnlyList<string> Faults(OrderSeen order) => new OrderSeenValidator().Faults(order);
}
