using Delight.Platform.Store;

namespace Delight.Fulfilment.Parcels;

/// <summary>Of a rule's wordings a customer gets one that they have not read, in the order of their orders; when they have read all, one of
/// those that they read least often.</summary>
internal static class FreshWords
{
    private const string OfCustomer = "select shop, order_id from parcels where shop = @Shop and customer_id = @CustomerId and line_count > 0";

    /// <summary>For the customers whose parcels a transaction touches, and holds.</summary>
    /// <returns>Those of their parcels whose words changed besides.</returns>
    public static async Task<IReadOnlyCollection<Parcel>> WriteAsync(ISession session, ParcelsInHand inHand)
    {
        var customers = inHand.Touched.Where(inHand.HasWordings)
            .SelectMany(p => new[] { p.Row.CustomerId, inHand.CustomerBefore(p) }.OfType<long>().Select(c => (p.Row.Shop, CustomerId: c))).Distinct().ToArray();
        var others = new List<Parcel>();
        foreach (var (shop, customerId) in customers.Order())
        {
            await inHand.AlsoAsync(session, await session.QueryAsync<OrderKey>(OfCustomer, new { Shop = shop, CustomerId = customerId }));
            var timesRead = new Dictionary<(string, string), int>();

            // What is packed is read, wherever it stands.
            foreach (var parcel in inHand.OfCustomer(shop, customerId).OrderByDescending(p => p.IsFrozen).ThenBy(p => (p.Row.OrderedAt, p.Row.OrderId)))
            {
                var version = parcel.Row.Version;
                parcel.WriteFreshWords(timesRead);
                if (parcel.Row.Version > version)
                {
                    inHand.Touch(parcel);
                    others.Add(parcel);
                }
            }
        }

        return others;
    }
}
