using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Ledger.Tests;

public class CountingOrdersTests(StoreKind kind) : OnEachLedger(kind)
{
    [TestCase("authorized")]
    [TestCase("partially_paid")]
    [TestCase("paid")]
    [TestCase("partially_refunded")]
    public async Task Who_pays_or_will_pay_is_counted(string status)
    {
        await EnterAsync(Shop.Order(1) with { FinancialStatus = status }, Shop.Order(2));

        Assert.That(await OrdinalsAsync(1, 2), Is.EqualTo(new[] { 1, 2 }));
    }

    [TestCase("pending", "its payment is pending")]
    [TestCase("refunded", "its payment is refunded")]
    [TestCase("voided", "its payment is voided")]
    [TestCase("expired", "its payment is expired")]
    [TestCase("a_word_of_the_future", "its payment is a_word_of_the_future")]
    [TestCase(null, "its payment is not known")]
    public async Task Who_does_not_pay_is_not_counted(string? status, string because) =>
        await NotCountedAsync(Shop.Order(1) with { FinancialStatus = status }, because);

    [Test]
    public Task A_test_order_is_not_counted() => NotCountedAsync(Shop.Order(1) with { Test = true }, "it is a test order");

    [Test]
    public Task A_cancelled_order_is_not_counted() => NotCountedAsync(Shop.Order(1) with { CancelledAt = Shop.Day(1) }, "it is cancelled");

    [Test]
    public Task A_guests_order_is_not_counted() => NotCountedAsync(Shop.Order(1, customer: null), "it has no customer (guest checkout)");

    [Test]
    public async Task Guests_are_not_one_customer()
    {
        await EnterAsync(Shop.Order(1, customer: null), Shop.Order(2, customer: null), Shop.Order(3, customer: null));

        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new int?[] { null, null, null }));
    }

    private async Task NotCountedAsync(OrderSeen order, string because)
    {
        Assert.That(await EnterAsync(order), Is.Empty);
        await EnterAsync(Shop.Order(2));

        Assert.That(await OrdinalsAsync(1, 2), Is.EqualTo(new int?[] { null, 1 }));
        Assert.That((await StandingAsync(1)).NotCountingBecause, Is.EqualTo(because));
    }
}
