using Delight.Contracts;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Work;

namespace Delight.Ledger.Tests;

public class SumsTests(StoreKind kind) : OnEachLedger(kind)
{
    [Test]
    public async Task Every_delivery_is_counted_and_a_snapshot_that_came_before_as_a_duplicate()
    {
        var order = Shop.Order(1);

        await EnterAsync(order, order.Again(), order.Later(), order.Later(), Shop.Order(2));

        var sums = await SumsAsync();
        Assert.That((sums["deliveries/accepted"], sums["deliveries/duplicate"], sums[Intake.TakenFrom(Shop.Receiver)]), Is.EqualTo((5, 2, 5)));
    }

    [Test]
    public async Task A_duplicate_is_known_also_when_newer_ones_came_between()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(1).Later(1), Shop.Order(1).Later(2), Shop.Order(1), Shop.Order(1).Later(1));

        Assert.That((await SumsAsync())["deliveries/duplicate"], Is.EqualTo(2));
    }

    [Test]
    public async Task Two_of_a_kind_at_the_same_instant_are_one_and_its_duplicate()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Book.EnterAsync(Shop.Order(1), CancellationToken.None)));

        var sums = await SumsAsync();
        Assert.That((sums["deliveries/accepted"], sums["deliveries/duplicate"], sums["orders/known"]), Is.EqualTo((10, 9, 1)));
    }

    [Test]
    public async Task Orders_known_and_counting_equal_the_rows()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(2), Shop.Order(3, customer: null), Shop.Order(4) with { FinancialStatus = "pending" }, Shop.Order(2).Cancelled(),
            Shop.Order(4).Later(), Shop.Order(1).Again(), Shop.Order(5) with { Test = true });

        var sums = await SumsAsync();
        Assert.That(sums["orders/known"], Is.EqualTo(await CountAsync("select count(*) from orders")).And.EqualTo(5));
        Assert.That(sums["orders/counting"], Is.EqualTo(await CountAsync("select count(*) from orders where counts")).And.EqualTo(2));
    }

    [Test]
    public async Task Each_shop_has_sums_of_its_own()
    {
        await EnterAsync(Shop.Order(1), Shop.Order(1) with { Shop = Shop.OtherDomain }, Shop.Order(2) with { Shop = Shop.OtherDomain });

        Assert.That((await ReadAsync(s => s.SumsAsync(Shop.OtherDomain)))["orders/known"], Is.EqualTo(2));
        Assert.That((await ReadAsync(s => s.SumsAsync(Shop.Domain)))["orders/known"], Is.EqualTo(1));
    }

    private Task<IReadOnlyDictionary<string, long>> SumsAsync() => ReadAsync(s => s.SumsAsync());
}
