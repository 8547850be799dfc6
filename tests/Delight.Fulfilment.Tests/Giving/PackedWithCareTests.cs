using Delight.Contracts;
using Delight.Fulfilment.Giving;
using Delight.Fulfilment.Packing;
using Delight.ObjectMother;
using Delight.ObjectMother.Stores;

namespace Delight.Fulfilment.Tests.Giving;

/// <summary>A parcel's lines come in the order in which they go in, each with its care marks.</summary>
public sealed class PackedWithCareTests(StoreKind kind) : OnGivingShop(kind)
{
    [Test]
    public async Task Heavy_things_come_first_fragile_ones_above_them_then_the_words_and_the_seal_last()
    {
        (this[Tea].Grams, this[Candle].Grams, this[Mug].Grams, this[Mug].Traits) = (100, 250, 400, [PackingTrait.Fragile, PackingTrait.KeepUpright]);
        var lines = new[]
        {
            new GestureLine { Kind = LineKind.WaxSeal, Title = "A wax seal", Quantity = 1, Why = "…" }, Shop.Note(), new GestureLine { Kind = LineKind.GreetingCard, Quantity = 1, Text = "Made with *love*", Why = "…" },
            Shop.Extra(Mug, "A mug"), Shop.Extra(Tea, "Tea"), Shop.Extra(Candle, "A candle"),
        };

        await EnterAsync(Shop.Decided(4) with { Lines = lines });

        string[] inOrder = [Candle, Tea, Mug, "handwritten-note", "greeting-card", "wax-seal"];
        var parcel = (await CurrentAsync(4))!;
        Assert.That(parcel.Lines.Select(l => l.Sku ?? l.Kind), Is.EqualTo(inOrder));
        Assert.That(parcel.Lines[2].Care, Is.EqualTo(new[] { "fragile", "keep-upright" }));
        var slip = (await new PackingList(Store).ReadAsync(Shop.Domain, ParcelState.Open, null, Cursor.Start, 10, CancellationToken.None)).Orders.Single();
        Assert.That(slip.Lines.Select(l => l.Sku ?? l.Kind), Is.EqualTo(inOrder));
        Assert.That(slip.Lines[2].Care, Is.EqualTo(new[] { "fragile", "keep-upright" }));
    }
}
