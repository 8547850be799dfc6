using Delight.Contracts;
using Delight.Fulfilment.Packing;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Packing;

public class PackingListTests(StoreKind kind) : OnEachParcelBook(kind)
{
    [Test]
    public async Task A_slip_tells_the_packer_everything()
    {
        await EnterAsync(Shop.Decided(5));

        var slip = (await PageAsync()).Orders.Single();

        Assert.That(slip, Is.EqualTo(new PackingSlip
        {
            Shop = Shop.Domain,
            OrderId = "9100000000000005",
            OrderName = "#1005",
            CustomerId = "9200000000000007",
            Ordinal = 5,
            State = "open",
            Warning = null,
            SpecialRequest = null,
            Lines =
            [
                new PackingLine("extra", "DELIGHT-SWEET", "A wrapped sweet", 1, null, Shop.Rule, "a small thank you", []),
                new PackingLine("handwritten-note", null, null, 1, "Dear Ada, thank you for coming back.", Shop.Rule, "a small thank you", []),
            ],
        }).UsingPropertiesComparer());
    }

    [Test]
    public async Task The_answer_to_packing_is_the_same_slip()
    {
        await EnterAsync(Shop.Decided(5));

        var packed = await PackAsync(5);

        Assert.That(PackingSlip.Of(packed!), Is.EqualTo((await PageAsync("packed")).Orders.Single()).UsingPropertiesComparer());
    }

    [Test]
    public async Task The_oldest_order_comes_first()
    {
        await EnterAsync(Shop.Decided(7), Shop.Decided(3), Shop.Decided(5));

        Assert.That(await NumbersAsync(), Is.EqualTo(new[] { 3, 5, 7 }));
    }

    [Test]
    public async Task Orders_of_the_same_moment_come_by_shop_and_id()
    {
        await EnterAsync(new[] { 2, 3, 1 }.Select(n => Shop.Decided(n) with { OrderedAt = Shop.Day(1) }).ToArray());
        await EnterAsync(Shop.Decided(2) with { OrderedAt = Shop.Day(1), Shop = "a-first-shop.myshopify.com" });

        Assert.That((await PageAsync()).Orders.Select(o => (o.Shop[0], o.OrderName)), Is.EqualTo(new[] { ('a', "#1002"), ('c', "#1001"), ('c', "#1002"), ('c', "#1003") }));
    }

    [Test]
    public async Task States_are_told_apart_and_all_is_open_and_packed()
    {
        await EnterAsync(Shop.Decided(1), Shop.Decided(2), Shop.Decided(3), Shop.Decided(3).Passing() with { Version = 2 }, Shop.Decided(4).Passing());
        await PackAsync(2);
        await PackAsync(4);

        Assert.That(await NumbersAsync("open"), Is.EqualTo(new[] { 1 }));
        Assert.That(await NumbersAsync("packed"), Is.EqualTo(new[] { 2 }));
        Assert.That(await NumbersAsync(null), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task One_shop_sees_its_own()
    {
        await EnterAsync(Shop.Decided(1), Shop.Decided(2) with { Shop = Shop.OtherDomain });

        Assert.That((await PageAsync(shop: Shop.OtherDomain)).Orders.Select(o => o.OrderName), Is.EqualTo(new[] { "#1002" }));
        Assert.That((await PageAsync(shop: "nobody")).Orders, Is.Empty);
    }

    [Test]
    public async Task One_customers_parcels_are_listed_alone()
    {
        await EnterAsync(Shop.Decided(1), Shop.Decided(2), Shop.Decided(3) with { CustomerId = Shop.Bert }, Shop.Decided(4), Shop.Decided(5) with { Shop = Shop.OtherDomain });
        await PackAsync(2);

        var first = await PageAsync(null, Shop.Domain, Shop.Ada, limit: 2);
        Assert.That(first.Orders.Select(o => o.OrderName), Is.EqualTo(new[] { "#1001", "#1002" }));
        Assert.That((await PageAsync(null, Shop.Domain, Shop.Ada, Cursor.Parse(first.Next))).Orders.Select(o => o.OrderName), Is.EqualTo(new[] { "#1004" }));
        Assert.That((await PageAsync("packed", Shop.Domain, Shop.Ada)).Orders.Select(o => o.OrderName), Is.EqualTo(new[] { "#1002" }));
    }

    [Test]
    public async Task One_parcel_is_told_also_with_nothing_in_it()
    {
        await EnterAsync(Shop.Decided(1), Shop.Decided(2).Passing(), Shop.Decided(3) with { Shop = Shop.OtherDomain });

        Assert.That(await OneAsync(1), Is.EqualTo((await PageAsync(shop: Shop.Domain)).Orders.Single()).UsingPropertiesComparer());
        Assert.That((await OneAsync(2))!.Lines, Is.Empty);
        Assert.That((await OneAsync(3), await OneAsync(4)), Is.EqualTo((default(PackingSlip), default(PackingSlip))));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(7)]
    [TestCase(8)]
    public async Task Page_by_page_each_parcel_is_seen_once(int limit)
    {
        await EnterAsync([.. Enumerable.Range(1, 7).Select(n => Shop.Decided(n) with { OrderedAt = Shop.Day(n / 3) })]);

        var seen = new List<string>();
        var cursor = Cursor.Start;
        for (string? next = ""; next is not null; cursor = Cursor.Parse(next)!)
        {
            var page = await PageAsync(after: cursor, limit: limit);
            Assert.That(page.Orders, Has.Count.LessThanOrEqualTo(limit).And.Count.GreaterThan(0));
            seen.AddRange(page.Orders.Select(o => o.OrderName));
            next = page.Next;
        }

        Assert.That(seen, Is.EqualTo(Enumerable.Range(1, 7).Select(n => $"#{1000 + n}")));
    }

    [Test]
    public async Task What_arrives_meanwhile_does_not_shift_the_pages()
    {
        await EnterAsync(Shop.Decided(2), Shop.Decided(4), Shop.Decided(6), Shop.Decided(8));
        var first = await PageAsync(limit: 2);

        await EnterAsync(Shop.Decided(1), Shop.Decided(3), Shop.Decided(5), Shop.Decided(9));
        await PackAsync(2);
        var second = await PageAsync(after: Cursor.Parse(first.Next)!, limit: 10);

        Assert.That(first.Orders.Select(o => o.OrderName), Is.EqualTo(new[] { "#1002", "#1004" }));
        Assert.That(second.Orders.Select(o => o.OrderName), Is.EqualTo(new[] { "#1005", "#1006", "#1008", "#1009" }));
    }

    [Test]
    public async Task The_last_page_has_no_next()
    {
        await EnterAsync(Shop.Decided(1), Shop.Decided(2));

        Assert.That((await PageAsync(limit: 2)).Next, Is.Null);
        Assert.That((await PageAsync(limit: 1)).Next, Is.Not.Null);
    }

    [Test]
    public async Task Where_there_is_nothing_the_page_is_empty()
    {
        var page = await PageAsync();

        Assert.That((page.Orders.Count, page.Next), Is.EqualTo((0, default(string))));
    }

    private async Task EnterAsync(params GestureDecided[] decisions)
    {
        foreach (var decision in decisions)
        {
            await base.EnterAsync(decision);
        }
    }

    private Task<PackingPage> PageAsync(string? state = "open", string? shop = null, long? customer = null, Cursor? after = null, int limit = 100) =>
        new PackingList(Store).ReadAsync(shop, state, customer, after ?? Cursor.Start, limit, CancellationToken.None);

    private Task<PackingSlip?> OneAsync(int number) => new PackingList(Store).OneAsync(Shop.Domain, Shop.OrderId(number), CancellationToken.None);

    private async Task<int[]> NumbersAsync(string? state = "open") => [.. (await PageAsync(state)).Orders.Select(o => int.Parse(o.OrderName[1..]) - 1000)];
}
