using Delight.Simulator;

namespace Delight.FakeShops;

/// <summary>All orders of the shop, found by id and read in order of id or time without sorting.</summary>
internal sealed class OrderBook
{
    private readonly Dictionary<long, FakeOrder> orders = [];
    private readonly Dictionary<long, SortedSet<(long, long)>> ofCustomer = [];
    private readonly Dictionary<OrderSort, SortedSet<(long Key, long Id)>> sorted = Enum.GetValues<OrderSort>().ToDictionary(sort => sort, _ => new SortedSet<(long, long)>());

    /// <summary>Orders that are made up as they are asked for; absent for none.</summary>
    public HistoricOrders? History { get; set; }

    public long Count => orders.Count + (History?.Count ?? 0);

    public void Add(FakeOrder order)
    {
        orders.Add(order.Id, order);
        foreach (var (sort, set) in sorted)
            set.Add((sort.KeyOf(order), order.Id));
        if (order.CustomerId is { } customer && order.HistoricIndex is null)
            OfCustomer(customer).Add(Place(order));
    }

    public FakeOrder? Find(long id) => orders.GetValueOrDefault(id) ?? History?.Find(id);

    /// <summary>An order of the made-up history is kept from its first change on.</summary>
    public void Change(FakeOrder order, DateTimeOffset at)
    {
        if (!orders.ContainsKey(order.Id))
            Add(order);
        sorted[OrderSort.Updated].Remove((OrderSort.Updated.KeyOf(order), order.Id));
        order.UpdatedAt = at;
        sorted[OrderSort.Updated].Add((OrderSort.Updated.KeyOf(order), order.Id));
    }

    /// <summary>The order's place among its customer's, from 1; test orders have none.</summary>
    public int? PlaceOf(FakeOrder order) => order switch
    {
        { Test: true } or { CustomerId: null } => null,
        { HistoricIndex: { } known } => known,
        { CustomerId: { } customer } => (int)(History?.OrdersOf(customer) ?? 0)
            + OfCustomer(customer).Count(each => each.CompareTo(Place(order)) <= 0 && !orders[each.Item2].Test),
    };

    public long CountOf(long customer) => (History?.OrdersOf(customer) ?? 0) + OfCustomer(customer).Count;

    public IEnumerable<FakeOrder> Of(long customer) => OfCustomer(customer).Select(each => orders[each.Item2]);

    public void Move(long from, long to)
    {
        foreach (var place in OfCustomer(from).ToList())
        {
            orders[place.Item2].CustomerId = to;
            OfCustomer(to).Add(place);
        }

        ofCustomer.Remove(from);
    }

    /// <summary>Orders behind a place, in order; read them as far as needed.</summary>
    public IEnumerable<FakeOrder> Read(OrderSort sort, bool reverse, (long Key, long Id)? after)
    {
        var set = sorted[sort];
        var (from, to) = reverse ? ((long.MinValue, long.MinValue), Before(after)) : (Behind(after), (long.MaxValue, long.MaxValue));
        var view = from.CompareTo(to) > 0 ? [] : set.GetViewBetween(from, to);
        using var kept = (reverse ? view.Reverse() : view).Select(each => orders[each.Id]).GetEnumerator();
        using var made = (History?.Read(sort, reverse, after).Where(order => !orders.ContainsKey(order.Id)) ?? []).GetEnumerator();
        var (hasKept, hasMade) = (kept.MoveNext(), made.MoveNext());
        while (hasKept || hasMade)
        {
            if (hasKept && (!hasMade || (sort.PlaceOf(kept.Current).CompareTo(sort.PlaceOf(made.Current)) < 0) != reverse))
            {
                yield return kept.Current;
                hasKept = kept.MoveNext();
            }
            else
            {
                yield return made.Current;
                hasMade = made.MoveNext();
            }
        }
    }

    private static (long, long) Behind((long Key, long Id)? place) => place is { } p ? (p.Key, p.Id + 1) : (long.MinValue, long.MinValue);

    private static (long, long) Before((long Key, long Id)? place) => place is { } p ? (p.Key, p.Id - 1) : (long.MaxValue, long.MaxValue);

    private static (long, long) Place(FakeOrder order) => (order.CreatedAt.UtcTicks, order.Id);

    private SortedSet<(long, long)> OfCustomer(long customer) =>
        ofCustomer.TryGetValue(customer, out var known) ? known : ofCustomer[customer] = [];
}

/// <summary>What orders can be read in the order of. Those of one moment come by id.</summary>
internal enum OrderSort
{
    Id,
    Created,
    Updated,
}

internal static class OrderSorts
{
    public static long KeyOf(this OrderSort sort, FakeOrder order) => sort switch
    {
        OrderSort.Created => order.CreatedAt.UtcTicks,
        OrderSort.Updated => order.UpdatedAt.UtcTicks,
        _ => order.Id,
    };

    public static (long Key, long Id) PlaceOf(this OrderSort sort, FakeOrder order) => (sort.KeyOf(order), order.Id);
}
