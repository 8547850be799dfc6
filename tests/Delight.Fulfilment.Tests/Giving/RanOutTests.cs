using Delight.Fulfilment.Giving;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Giving;

/// <summary>The catalogue knows since when there is none of a thing.</summary>
public sealed class RanOutTests(StoreKind kind) : OnGivingShop(kind)
{
    private GivingDesk Catalogue => new(Store, new GivingShops(new InForce<GivingSettings>(Giving), new InForce<ShopZones>(Zones)), Clock);

    [Test]
    public async Task The_last_one_that_is_taken_sets_the_moment_and_one_more_that_is_wished_does_not()
    {
        this[Sweet].Stock = 2;
        await EnterAsync(Wish(4));
        Assert.That(await RanOutAsync(), Is.Null);

        await EnterAsync(Wish(4) with { OrderId = 1, CustomerId = Shop.Bert });
        var then = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromHours(1));
        await EnterAsync(Wish(4) with { OrderId = 2, CustomerId = 77 });

        Assert.That(await RanOutAsync(), Is.EqualTo(then));
    }

    [Test]
    public async Task What_is_released_clears_it()
    {
        this[Sweet].Stock = 1;
        await EnterAsync(Wish(4));
        Assert.That(await RanOutAsync(), Is.Not.Null);

        await EnterAsync(Shop.Decided(4, version: 2).Passing());

        Assert.That(await RanOutAsync(), Is.Null);
    }

    [TestCase(0, ExpectedResult = false)]
    [TestCase(5, ExpectedResult = true)]
    [TestCase(null, ExpectedResult = true)]
    public async Task<bool> Stock_that_is_put_clears_it_and_a_nought_that_is_put_again_keeps_it(int? stock)
    {
        this[Sweet].Stock = 1;
        await EnterAsync(Wish(4));
        var then = await RanOutAsync();
        Clock.Advance(TimeSpan.FromHours(1));

        var put = await Catalogue.PutAsync(Gives, [new CatalogueItemSettings { Sku = Sweet, Title = "A sweet", Value = 1, Stock = stock }], CatalogueFile.Columns, CancellationToken.None);

        Assert.That(await RanOutAsync(), Is.EqualTo(then).Or.Null);
        Assert.That(put.Single().RanOutAt, Is.EqualTo(then is null || stock != 0 ? null : Platform.Store.Instant.ToStore(then.Value)));
        return await RanOutAsync() is null;
    }

    [Test]
    public async Task A_file_that_says_nothing_of_stock_leaves_it_and_what_is_put_with_none_has_run_out_then()
    {
        this[Sweet].Stock = 1;
        await EnterAsync(Wish(4));
        var then = await RanOutAsync();
        Clock.Advance(TimeSpan.FromHours(1));
        var (entries, given, _) = CatalogueFile.Read("sku,title,cost,value\nsweet,A better sweet,0.70,1\n");

        await Catalogue.PutAsync(Gives, entries, given, CancellationToken.None);
        await Catalogue.PutAsync(Gives, [new CatalogueItemSettings { Sku = "JUG", Title = "A jug", Stock = 0 }], CatalogueFile.Columns, CancellationToken.None);

        Assert.That((await RanOutAsync(), await RanOutAsync("JUG")), Is.EqualTo((then, Clock.GetUtcNow())));
    }

    private async Task<DateTimeOffset?> RanOutAsync(string sku = Sweet) =>
        (await Catalogue.CatalogueAsync(Gives, CancellationToken.None)).Single(i => i.Sku == sku).RanOutAt is { } at ? Platform.Store.Instant.FromStore(at) : null;
}
