using Delight.Fulfilment.Privacy;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Privacy;

namespace Delight.Fulfilment.Tests;

/// <summary>Notes speak to people by name; a wish to be forgotten reaches them, packed or not.</summary>
public class ParcelsOfPersonTests(StoreKind kind) : OnEachParcelBook(kind)
{
    private static readonly Person Ada = new(Shop.Domain, Shop.Ada, [], Guid.NewGuid());

    [Test]
    public async Task The_words_go_and_the_parcels_stay()
    {
        await Book.EnterAsync(Shop.Decided(4), CancellationToken.None);
        await Book.EnterAsync(Shop.Decided(5) with { CustomerId = 8 }, CancellationToken.None);

        var rows = 0;
        await WriteAsync(async s => rows = await new ParcelsOfPerson().RedactAsync(s, Ada));

        Assert.That(rows, Is.EqualTo(1));
        Assert.That(await CountAsync("select count(*) from parcel_lines where text = '(the words are removed: the customer asked to be forgotten)'"), Is.EqualTo(1));
        Assert.That(await CountAsync("select count(*) from parcel_lines"), Is.EqualTo(4));
    }

    [Test]
    public async Task All_lines_are_handed_out()
    {
        await Book.EnterAsync(Shop.Decided(4), CancellationToken.None);

        Assert.That((await ReadAsync(s => new ParcelsOfPerson().ExportAsync(s, Ada)))!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(await ReadAsync(s => new ParcelsOfPerson().ExportAsync(s, Ada with { CustomerId = 1 })), Is.Null);
    }

    [Test]
    public async Task Of_a_forgotten_shop_nothing_stays()
    {
        await Book.EnterAsync(Shop.Decided(4), CancellationToken.None);
        await Book.EnterAsync(Shop.Decided(5) with { Shop = Shop.OtherDomain }, CancellationToken.None);

        await WriteAsync(s => new ParcelsOfPerson().RedactShopAsync(s, Shop.Domain));

        Assert.That(await ReadAsync(s => s.QueryAsync<string>("select shop from parcels union select shop from parcel_lines union select shop from decisions")), Is.EqualTo(new[] { Shop.OtherDomain }));
    }
}
