using Delight.Fulfilment.Giving;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Giving;

/// <summary>While supplies last: the next choice, then the note alone, and never a parcel that waits.</summary>
public sealed class StockTests(StoreKind kind) : OnGivingShop(kind)
{
    [Test]
    public async Task The_first_choice_is_given_while_there_is_one()
    {
        this[Sweet].Stock = 1;

        await EnterAsync(Wish(4));

        Assert.That(await InAsync(4), Is.EqualTo(new[] { Sweet, "note" }));
        Assert.That(await StockAsync(Sweet), Is.Zero);
    }

    [Test]
    public async Task Without_it_the_next_is_given_and_the_line_says_why()
    {
        this[Sweet].Stock = 0;

        await EnterAsync(Wish(4));

        Assert.That(await InAsync(4), Is.EqualTo(new[] { Tea, "note" }));
        Assert.That((await CurrentAsync(4))!.Lines[0].Why, Is.EqualTo("a small thank you; none of A sweet is left"));
    }

    [Test]
    public async Task Without_any_the_note_goes_alone_and_the_story_says_why()
    {
        foreach (var item in Gives.Catalogue)
        {
            item.Stock = 0;
        }

        await EnterAsync(Wish(6));

        Assert.That(await InAsync(6), Is.EqualTo(new[] { "note" }));
        Assert.That((await StoryAsync(6)).Single(), Does.EndWith("Queued: a handwritten note; no extra: none of A candle is left; none of A mug is left."));
    }

    [Test]
    public async Task What_is_not_in_the_catalogue_is_without_end()
    {
        await EnterAsync(Wish(4, "STICKER"));

        Assert.That(await InAsync(4), Is.EqualTo(new[] { "STICKER", "note" }));
    }

    [Test]
    public async Task However_a_rule_writes_a_sku_it_is_the_catalogues()
    {
        this[Sweet].Stock = 1;

        await EnterAsync(Wish(4, "sweet"));

        Assert.That((await InAsync(4), await StockAsync(Sweet)), Is.EqualTo((new[] { Sweet, "note" }, 0)));
    }

    [Test]
    public async Task It_comes_back_when_the_order_is_cancelled_before_it_is_packed()
    {
        this[Sweet].Stock = 1;
        await EnterAsync(Wish(4));

        await EnterAsync(Shop.Decided(4, version: 2).Passing());

        Assert.That(await StockAsync(Sweet), Is.EqualTo(1));
        Assert.That((await StoryAsync(4))[^1], Does.EndWith("What was queued is withdrawn."));
    }

    [Test]
    public async Task It_does_not_come_back_when_the_parcel_is_packed()
    {
        this[Sweet].Stock = 1;
        await EnterAsync(Wish(4));
        await PackAsync(4);

        await EnterAsync(Shop.Decided(4, version: 2).Passing());

        Assert.That(await StockAsync(Sweet), Is.Zero);
        Assert.That(await InAsync(4), Is.EqualTo(new[] { Sweet, "note" }));
    }

    [Test]
    public async Task It_comes_back_when_the_same_gift_left_with_another_order()
    {
        this[Sweet].Stock = 2;
        await EnterAsync(Wish(4));
        await EnterAsync(Wish(5, Sweet) with { Ordinal = 4, CustomerId = Shop.Ada });

        Assert.That(await InAsync(5), Is.EqualTo(new[] { "note" }), "a second one of the same is not given");
        await EnterAsync(Wish(6, Candle) with { Ordinal = 4 });
        await PackAsync(4);

        Assert.That(await InAsync(6), Is.Empty, "it gave way");
        Assert.That((await StockAsync(Sweet), await CountAsync("select count(*) from parcel_lines where from_stock > 0")), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Something_is_given_only_while_it_is_active()
    {
        this[Sweet].ActiveTo = Clock.GetUtcNow();
        this[Tea].ActiveFrom = Clock.GetUtcNow().AddSeconds(1);
        this[Candle].ActiveFrom = Clock.GetUtcNow();

        await EnterAsync(Wish(4));

        Assert.That(await InAsync(4), Is.EqualTo(new[] { Candle, "note" }));
    }

    [Test]
    public async Task What_was_taken_out_of_the_catalogue_is_given_no_more_until_it_is_put_back()
    {
        var desk = new GivingDesk(Store, new GivingShops(new InForce<GivingSettings>(Giving), new InForce<ShopZones>(Zones)), Clock);
        var jug = new CatalogueItemSettings { Sku = "JUG", Title = "A jug", Stock = 5 };
        await desk.PutAsync(Gives, [jug], CatalogueFile.Columns, CancellationToken.None);

        Assert.That((await desk.RemoveAsync(Gives, "jug", CancellationToken.None), await desk.RemoveAsync(Gives, "jug", CancellationToken.None)), Is.EqualTo((true, false)));
        await EnterAsync(Wish(4, "JUG"));
        Assert.That((await InAsync(4), (await desk.CatalogueAsync(Gives, CancellationToken.None)).Count), Is.EqualTo((new[] { "note" }, 4)));

        await desk.PutAsync(Gives, [jug], CatalogueFile.Columns, CancellationToken.None);
        await EnterAsync(Wish(5, "JUG"));
        Assert.That(await InAsync(5), Is.EqualTo(new[] { "JUG", "note" }));
    }

    [Test]
    public async Task What_a_file_has_no_column_for_stays()
    {
        (this[Sweet].Stock, this[Sweet].Tags) = (3, ["sugar"]);
        var desk = new GivingDesk(Store, new GivingShops(new InForce<GivingSettings>(Giving), new InForce<ShopZones>(Zones)), Clock);
        var (entries, given, _) = CatalogueFile.Read("sku,title,cost,value\nsweet,A better sweet,0.70,1\n");

        await desk.PutAsync(Gives, entries, given, CancellationToken.None);

        var sweet = (await desk.CatalogueAsync(Gives, CancellationToken.None)).Single(i => i.Sku == Sweet);
        Assert.That((sweet.Title, sweet.CostMinor, sweet.Stock, sweet.Tags), Is.EqualTo(("A better sweet", 70, 3, "sugar")));
    }

    [Test]
    public async Task Many_at_once_get_exactly_what_there_is()
    {
        const int InStock = 500, Wanted = 800, Books = 64;
        this[Mug].Stock = InStock;
        Gives.MonthlyBudget = 1_000_000;
        var books = Enumerable.Range(0, Books).Select(_ => OpenBook()).ToArray();

        await Task.WhenAll(Enumerable.Range(1, Wanted).Select(n =>
            books[n % Books].EnterAsync(Wish(7, Mug) with { OrderId = n, CustomerId = n }, CancellationToken.None)));

        Assert.That((await StockAsync(Mug), await CountAsync("select count(*) from parcel_lines where kind = 'extra'"), await CountAsync("select count(*) from parcels where line_count > 0")),
            Is.EqualTo((0, InStock, Wanted)));
    }
}
