using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Ledger.Tests;

/// <summary>The first order after a refund knows of it, whichever came first.</summary>
public class RefundedOrdersTests(StoreKind kind) : OnEachLedger(kind)
{
    private static readonly OrderSeen Refunded = Shop.Order(2).Later(48) with { FinancialStatus = "refunded", RefundedAt = Shop.Day(3.5) };
    private static readonly OrderSeen PartlyRefunded = Refunded with { FinancialStatus = "partially_refunded", Delivery = Shop.Delivery() };

    [Test]
    public async Task The_first_order_after_it_knows_how_long_ago_it_was_and_the_next_does_not()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2), Refunded, Shop.Order(6), Shop.Order(7));

        Assert.That(await DaysAsync(1, 6, 7), Is.EqualTo(new int?[] { null, 2, null }));
    }

    [Test]
    public async Task An_order_before_it_does_not_know_of_it()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2), Shop.Order(3), Refunded);

        Assert.That(await DaysAsync(1, 3), Is.EqualTo(new int?[] { null, null }));
    }

    [Test]
    public async Task A_refund_that_is_told_late_moves_the_order_that_it_should_have_been_known_to()
    {
        await EnterAsync(Shop.Order(2), Shop.Order(6));

        var moved = await EnterAsync(PartlyRefunded);

        Assert.That(moved.Select(m => (m.OrderId, m.DaysSinceRefund)), Does.Contain((Shop.OrderId(6), (int?)2)));
    }

    [Test]
    public async Task An_order_that_never_counted_and_was_refunded_is_known_of_too()
    {
        await EnterAsync(Refunded, Shop.Order(6));

        Assert.That((await DaysAsync(6), (await StandingAsync(6)).Ordinal), Is.EqualTo((new int?[] { 2 }, 1)));
    }

    [Test]
    public async Task Arrival_in_any_order_comes_to_the_same()
    {
        OrderSeen[] orders = [Shop.Order(1), Shop.Order(2), Refunded, Shop.Order(6), Shop.Order(7)];
        await EnterAsync(orders.Reverse());

        Assert.That(await DaysAsync(1, 6, 7), Is.EqualTo(new int?[] { null, 2, null }));
    }

    [Test]
    public void A_recorded_history_is_ranked_alike()
    {
        var ranked = LedgerModule.Rank([Shop.Order(1), Shop.Order(2), Refunded, Shop.Order(6), Shop.Order(7)]);

        Assert.That(ranked.Select(r => r.DaysSinceRefund), Is.EqualTo(new int?[] { null, 2, null }));
    }

    private async Task<int?[]> DaysAsync(params int[] numbers)
    {
        var days = new List<int?>();
        foreach (var number in numbers)
        {
            days.Add((await StandingAsync(number)).DaysSinceRefund);
        }

        return [.. days];
    }
}
