using Delight.Simulator;

namespace Delight.FakeShops;

/// <summary>Any number of old orders that are made up when they are asked for, so that a million of them take no memory.
/// Each customer comes as often as any other, in turn.</summary>
/// <param name="Count">Orders.</param>
/// <param name="Customers">How many customers share them.</param>
/// <param name="From">When the first one was placed.</param>
/// <param name="To">When the last one was placed; nothing happened to them since.</param>
public sealed record HistoricOrders(long Count, long Customers, DateTimeOffset From, DateTimeOffset To, string Currency = "USD")
{
    private const long FirstOrder = 4_000_000_000_000;
    private const long FirstCustomer = 3_000_000_000_000;

    /// <summary>How many of them a customer has.</summary>
    public long OrdersOf(long customer) =>
        customer - FirstCustomer is var number && number >= 0 && number < Customers ? (Count / Customers) + (number < Count % Customers ? 1 : 0) : 0;

    internal FakeOrder? Find(long id) => id >= FirstOrder && id < FirstOrder + Count ? At(id - FirstOrder) : null;

    internal FakeCustomer? Customer(long id) =>
        OrdersOf(id) > 0 ? new(id, "Casey", $"Number {id - FirstCustomer}", $"c{id - FirstCustomer}@example.com") : null;

    internal IEnumerable<FakeOrder> Read(OrderSort sort, bool reverse, (long Key, long Id)? after)
    {
        // Ids and both times grow together, so one search serves every order.
        var start = after is { } place ? FirstBehind(sort, reverse ? (place.Key, place.Id - 1) : place) : reverse ? Count : 0;
        for (var index = reverse ? start - 1 : start; index >= 0 && index < Count; index += reverse ? -1 : 1)
            yield return At(index);
    }

    private long FirstBehind(OrderSort sort, (long, long) place)
    {
        var (low, high) = (0L, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sort.PlaceOf(At(middle)).CompareTo(place) <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private FakeOrder At(long index) => FakeOrder.Of(
        new ShopOrder
        {
            Id = FirstOrder + index, Name = $"#{index + 1}", CustomerId = FirstCustomer + (index % Customers), CreatedAt = From + ((To - From) * (index / (double)Count)),
            FinancialStatus = "paid", Total = 10 + (index % 90), Currency = Currency,
        },
        historicIndex: (int)(index / Customers) + 1);
}
