using Delight.Fulfilment.Parcels;
using Delight.Fulfilment.Privacy;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Gifts;
using Delight.Platform.Privacy;

namespace Delight.Fulfilment.Tests.Parcels;

/// <summary>Who follows a parcel by message can ask how far it is.</summary>
public class KeptProgressTests(StoreKind kind) : OnEachParcelBook(kind)
{
    [Test]
    public async Task A_parcel_is_as_far_as_its_last_message()
    {
        var given = await EnterAsync(Shop.Decided(5));
        Assert.That(await ProgressAsync(), Is.EqualTo(new ParcelProgress(given!.Version, HasLines: true)));

        var withdrawn = await EnterAsync(Shop.Decided(5).Passing() with { Version = 2 });
        Assert.That(await ProgressAsync(), Is.EqualTo(new ParcelProgress(withdrawn!.Version, HasLines: false)));
    }

    [Test]
    public async Task Where_a_customer_asked_to_be_forgotten_it_is_wordless()
    {
        var given = await EnterAsync(Shop.Decided(5));
        await WriteAsync(s => new ParcelsOfPerson().RedactAsync(s, new Person(Shop.Domain, Shop.Decided(5).CustomerId!.Value, [], Guid.Empty)));

        Assert.That(await ProgressAsync(), Is.EqualTo(new ParcelProgress(given!.Version, HasLines: true, IsWordless: true)));
    }

    [Test]
    public async Task There_is_none_before_a_rule_answers() => Assert.That(await ProgressAsync(), Is.EqualTo(default(ParcelProgress)));

    private Task<ParcelProgress> ProgressAsync() => ReadAsync(s => new KeptProgress().OfAsync(s, Shop.Domain, Shop.OrderId(5)));
}
