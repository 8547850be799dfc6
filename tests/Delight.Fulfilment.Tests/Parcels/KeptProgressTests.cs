using Delight.Fulfilment.Parcels;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;
using Delight.Platform.Gifts;

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
    public async Task There_is_none_before_a_rule_answers() => Assert.That(await ProgressAsync(), Is.EqualTo(default(ParcelProgress)));

    private Task<ParcelProgress> ProgressAsync() => ReadAsync(s => new KeptProgress().OfAsync(s, Shop.Domain, Shop.OrderId(5)));
}
