using Delight.Contracts;
using Delight.Fulfilment.Parcels;
using Delight.Platform.Store;

namespace Delight.Fulfilment.Giving;

/// <summary>Chooses the gifts of those customers whose parcels a transaction touches; it holds them and the shop's stock and budget.</summary>
internal sealed class GiftDesk(GivingShops shops, TimeProvider time)
{
    private const string OfCustomer = "select shop, order_id from parcels where shop = @Shop and customer_id = @CustomerId and (wishes > 0 or line_count > 0)";

    public bool Chooses(string shop) => shops.Of(shop) is not null;

    /// <summary>Adds the customers' other parcels to those in hand, and those that changed to the touched.</summary>
    /// <returns>What became of each rule's wish in each parcel that was chosen for.</returns>
    public async Task<IReadOnlyDictionary<(Parcel Parcel, string Rule), string>> ChooseAsync(
        ISession session, HashSet<Parcel> touched, Dictionary<OrderKey, Parcel> inHand, Dictionary<OrderKey, ParcelSums> before)
    {
        var sentences = new Dictionary<(Parcel, string), string>();
        var chosenFor = touched.Where(p => Chooses(p.Row.Shop)).ToArray();
        if (chosenFor.Length == 0)
        {
            return sentences;
        }

        await CatalogueTable.HoldAsync(session, chosenFor.Select(p => p.Row.Shop).Distinct());
        foreach (var ofShop in chosenFor.GroupBy(p => p.Row.Shop))
        {
            var giving = shops.Of(ofShop.Key)!;
            var now = time.GetUtcNow();
            var means = new Means(giving, await CatalogueTable.ReadAsync(session, giving), await TakenTable.SpentAsync(session, giving.Shop, giving.Currency),
                shops.MonthOf(giving.Shop, now), now.ToStore());
            foreach (var guest in ofShop.Where(p => p.Row.CustomerId is null))
            {
                Choose([guest], guest, new Choosing(means, Preferences.None, new Dictionary<(string, long), long>()), touched, sentences);
            }

            var customers = ofShop.SelectMany(p => new[] { p.Row.CustomerId, before.GetValueOrDefault(ParcelTable.KeyOf(p))?.CustomerId }).OfType<long>().Distinct().Order().ToArray();
            foreach (var customer in customers)
            {
                await OfCustomerAsync(session, means, customer, ofShop, touched, inHand, before, sentences);
            }
        }

        return sentences;
    }

    private static async Task OfCustomerAsync(
        ISession session, Means means, long customerId, IEnumerable<Parcel> now, HashSet<Parcel> touched, Dictionary<OrderKey, Parcel> inHand, Dictionary<OrderKey, ParcelSums> before,
        Dictionary<(Parcel, string), string> sentences)
    {
        var key = new { means.Shop.Shop, CustomerId = customerId };
        var others = (await session.QueryAsync<OrderKey>(OfCustomer, key)).Where(o => !inHand.ContainsKey(o)).ToArray();
        foreach (var (orderKey, other) in await ParcelTable.ReadAsync(session, others))
        {
            inHand.Add(orderKey, other);
            before.Add(orderKey, ParcelSums.Of(other));
        }

        var gone = (await session.QueryAsync<GoneRow>("select rule, ordinal, order_id from given where shop = @Shop and customer_id = @CustomerId", key))
            .ToDictionary(g => (g.Rule, g.Ordinal), g => g.OrderId);
        var preferences = await session.FirstOrDefaultAsync<Preferences>("select * from preferences where shop = @Shop and customer_id = @CustomerId", key) ?? Preferences.None;

        // An order that has another customer now leaves a gap from which on all is chosen anew.
        var first = now.Where(p => p.Row.CustomerId == customerId || before.GetValueOrDefault(ParcelTable.KeyOf(p))?.CustomerId == customerId).MinBy(Place)!;
        Parcel[] inOrder = [.. inHand.Values.Where(p => p.Row.Shop == means.Shop.Shop && p.Row.CustomerId == customerId).OrderBy(Place)];
        Choose(inOrder, first, new Choosing(means, preferences, gone), touched, sentences);
    }

    private static void Choose(Parcel[] inOrder, Parcel first, Choosing choosing, HashSet<Parcel> touched, Dictionary<(Parcel, string), string> sentences)
    {
        var changed = !inOrder.Contains(first);
        foreach (var parcel in inOrder)
        {
            if (parcel.IsPacked || Place(parcel).CompareTo(Place(first)) < 0 || !(changed || touched.Contains(parcel)))
            {
                choosing.Pass(parcel);
                continue;
            }

            var extras = ExtrasOf(parcel);
            var version = parcel.Row.Version;
            foreach (var (rule, sentence) in choosing.Choose(parcel))
            {
                sentences[(parcel, rule)] = sentence;
            }

            changed |= !extras.SequenceEqual(ExtrasOf(parcel));
            if (parcel.Row.Version > version)
            {
                touched.Add(parcel);
            }
        }
    }

    private static (string?, Money?)[] ExtrasOf(Parcel parcel) =>
        [.. parcel.Lines.Where(l => l.Kind == LineKind.Extra).Select(l => (l.Sku, l.ToLine().Line.Value))];

    private static (DateTimeOffset, long) Place(Parcel parcel) => (parcel.Row.OrderedAt, parcel.Row.OrderId);

    private sealed record GoneRow
    {
        public string Rule { get; init; } = "";
        public long Ordinal { get; init; }
        public long OrderId { get; init; }
    }
}
