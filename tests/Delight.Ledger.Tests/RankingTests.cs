using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Ledger.Tests;

public class RankingTests(StoreKind kind) : OnEachLedger(kind)
{
    [Test]
    public async Task Orders_in_the_order_of_their_making_are_the_first_second_third()
    {
        var moved = await EnterAsync(Orders(1, 2, 3));

        Assert.That(moved.Select(m => (m.OrderId, m.Ordinal, m.Version)), Is.EqualTo(new[]
        {
            (Shop.OrderId(1), (int?)1, 1L), (Shop.OrderId(2), 2, 1), (Shop.OrderId(3), 3, 1),
        }));
    }

    [TestCase(3, 2, 1)]
    [TestCase(2, 3, 1)]
    [TestCase(1, 3, 2)]
    public async Task The_order_of_arrival_does_not_matter(int first, int second, int third)
    {
        await EnterAsync(Orders(first, second, third));

        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task Orders_of_the_same_moment_are_ordered_by_their_id()
    {
        await EnterAsync(Orders(3, 1, 2).Select(o => o with { CreatedAt = Shop.Day(1) }));

        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public async Task A_microsecond_makes_a_difference()
    {
        await EnterAsync(Shop.Order(1) with { CreatedAt = Shop.Day(1).AddMicroseconds(1) }, Shop.Order(2) with { CreatedAt = Shop.Day(1) });

        Assert.That(await OrdinalsAsync(1, 2), Is.EqualTo(new[] { 2, 1 }));
    }

    [Test]
    public async Task Each_customer_has_a_row_of_their_own()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2, Shop.Bert), Shop.Order(3));

        Assert.That(await OrdinalsAsync(1, 2, 3), Is.EqualTo(new[] { 1, 1, 2 }));
    }

    [Test]
    public async Task Two_shops_with_the_same_ids_do_not_mix()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(1) with { Shop = Shop.OtherDomain, Total = new Money(7, "EUR") }, Shop.Order(2));

        var (here, there) = (await RowAsync(Shop.OrderId(1)), await RowAsync(Shop.OrderId(1), Shop.OtherDomain));
        Assert.That((here.Ordinal, here.TotalMinor, there.Ordinal, there.TotalMinor), Is.EqualTo((1L, 2000L, 1L, 7L)));
        Assert.That((await StandingAsync(2)).Ordinal, Is.EqualTo(2));
    }

    [Test]
    public async Task Standings_of_one_shop_are_not_published_for_another()
    {
        await EnterAsync(Shop.Order(2) with { Shop = Shop.OtherDomain });

        var moved = await EnterAsync(Shop.Order(1));

        Assert.That(moved.Select(m => m.Shop), Is.EqualTo(new[] { Shop.Domain }));
    }

    private static IEnumerable<OrderSeen> Orders(params int[] numbers) => numbers.Select(n => Shop.Order(n));
}
