using Delight.Simulator;

namespace Delight.ChaosTests.Trials;

/// <summary>A shop that goes on selling for as long as it is asked to, so that at every moment some customer's order deserves a gift.</summary>
internal sealed class BusyShop
{
    private const int OrdersOfACustomer = 10, CustomersAtATime = 30, Block = OrdersOfACustomer * CustomersAtATime;
    private static readonly DateTimeOffset Opening = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly List<ShopOrder> _sold = [];

    /// <summary>Every order so far, in its last state.</summary>
    public IReadOnlyList<ShopOrder> Sold => _sold;

    /// <summary>The webhooks of so many new orders: one in eleven cancelled later, one in seven sent twice.</summary>
    public IReadOnlyList<ShopDelivery> Sell(int orders)
    {
        ShopOrder[] sold = [.. Enumerable.Range(_sold.Count + 1, orders).Select(Order)];
        _sold.AddRange(sold);
        return [.. RecordedShop.Deliveries(sold).SelectMany((d, i) => Enumerable.Repeat(d, i % 7 == 0 ? 2 : 1))];
    }

    /// <summary>Ten orders each of thirty customers, then of the next thirty; one in seventeen is a guest's instead.</summary>
    private static ShopOrder Order(int number)
    {
        var at = Opening.AddMinutes(number);
        return new ShopOrder
        {
            Id = number,
            Name = $"#{number}",
            CustomerId = number % 17 == 0 ? null : 1 + (number / Block * CustomersAtATime) + (number % CustomersAtATime),
            CreatedAt = at,
            CancelledAt = number % 11 == 0 ? at.AddSeconds(30) : null,
            FinancialStatus = "paid",
            Total = 10 + (number % 90),
            Currency = "USD",
        };
    }
}
