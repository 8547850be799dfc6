using Delight.Contracts;
using Delight.Fulfilment.Parcels;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Giving;

/// <summary>Chooses the gifts of those customers whose parcels a transaction touches; it holds them and the shop's stock and budget.</summary>
internal sealed class GiftChooser(GivingShops shops, TimeProvider time)
{
    public bool Chooses(string shop) => shops.Of(shop) is not null;

    /// <summary>Takes the customers' other parcels in hand, and touches those that change.</summary>
    /// <param name="versions">Of the rules' settings that decided.</param>
    /// <returns>What became of each rule's wish in each parcel that was chosen for.</returns>
    public async Task<IReadOnlyDictionary<(Parcel Parcel, string Rule), string>> ChooseAsync(
        ISession session, ParcelsInHand inHand, IReadOnlyDictionary<(Parcel Parcel, string Rule), string?> versions)
    {
        var sentences = new Dictionary<(Parcel, string), string>();
        var chosenFor = inHand.Touched.Where(p => Chooses(p.Row.Shop)).GroupBy(p => p.Row.Shop).ToArray();
        if (chosenFor.Length == 0)
        {
            return sentences;
        }

        await CatalogueTable.HoldAsync(session, chosenFor.Select(s => s.Key));
        foreach (var ofShop in chosenFor)
        {
            var giving = shops.Of(ofShop.Key)!;
            var now = time.GetUtcNow();
            var means = new Means(giving, await CatalogueTable.ReadAsync(session, giving, now), await TakenTable.SpentAsync(session, giving.Shop, giving.Currency))
            {
                Month = shops.MonthOf(giving.Shop, now), Now = now.ToStore(),
            };
            var choice = new ShopsChoice(session, means, inHand, versions, sentences);
            await choice.MakeAsync([.. ofShop]);
        }

        return sentences;
    }
}
