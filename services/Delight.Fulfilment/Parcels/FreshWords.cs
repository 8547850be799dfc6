using Delight.Platform.Store;

namespace Delight.Fulfilment.Parcels;

/// <summary>Of a rule's wordings a customer gets one that they have not read, in the order of their orders; when they have read all, one of
/// those that they read least often. To be written before parcels are saved, by whatever changes or freezes one.</summary>
internal static class FreshWords
{
    private const string StillOpen = """
        select shop, order_id from parcels
        where shop = @Shop and customer_id = @CustomerId and line_count > 0 and state = 'open' and closing_until is null
        """;

    // Somebody with thousands of orders has read thousands of notes, of which the names are enough.
    private const string HasRead = """
        select p.shop, p.customer_id, p.order_id, l.rule, l.wording from parcels p join parcel_lines l on l.shop = p.shop and l.order_id = p.order_id
        where p.shop = @Shop and p.customer_id = @CustomerId and p.line_count > 0 and (p.state <> 'open' or p.closing_until is not null) and l.wording is not null
        """;

    /// <summary>For the customers whose parcels a transaction touches, and holds.</summary>
    /// <returns>Those of their parcels whose words changed besides.</returns>
    public static async Task<IReadOnlyCollection<Parcel>> WriteAsync(ISession session, ParcelsInHand inHand)
    {
        var customers = inHand.Touched.Where(inHand.HasWordings)
            .SelectMany(p => new[] { p.Row.CustomerId, inHand.CustomerBefore(p) }.OfType<long>().Select(c => new Customer(p.Row.Shop, c))).Distinct().ToArray();
        if (customers.Length == 0)
        {
            return [];
        }

        await inHand.AlsoAsync(session, (await session.EachAsync<Customer, OrderKey>(StillOpen, customers)).Distinct());
        var read = (await session.EachAsync<Customer, ReadRow>(HasRead, customers)).Where(r => inHand.Find(new OrderKey(r.Shop, r.OrderId)) is null)
            .ToLookup(r => new Customer(r.Shop, r.CustomerId), r => (r.Rule, r.Wording));
        return [.. customers.SelectMany(c => Write(inHand, c, read[c].CountBy(w => w).ToDictionary()))];
    }

    /// <param name="timesRead">Of what is not in hand.</param>
    private static List<Parcel> Write(ParcelsInHand inHand, Customer customer, Dictionary<(string Rule, string Wording), int> timesRead)
    {
        var changed = new List<Parcel>();

        // What is packed is read, wherever it stands.
        foreach (var parcel in inHand.OfCustomer(customer.Shop, customer.CustomerId).OrderByDescending(p => p.IsFrozen).ThenBy(p => (p.Row.OrderedAt, p.Row.OrderId)))
        {
            var version = parcel.Row.Version;
            parcel.WriteFreshWords(timesRead);
            if (parcel.Row.Version > version)
            {
                inHand.Touch(parcel);
                changed.Add(parcel);
            }
        }

        return changed;
    }

    private sealed record Customer(string Shop, long CustomerId);

    private sealed record ReadRow
    {
        public string Shop { get; init; } = "";
        public long CustomerId { get; init; }
        public long OrderId { get; init; }
        public string Rule { get; init; } = "";
        public string Wording { get; init; } = "";
    }
}
